internal import Checklist
package import Foundation

/// A moment in UTC, to the microsecond.
package struct Moment: Sendable, Hashable, Comparable {
  /// Since 1970-01-01T00:00:00Z.
  package let microseconds: Int64

  /// The moment so many microseconds after 1970.
  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The moment of a date; moments beyond what 64 bits hold are the last or the first that they do.
  package init(_ date: Date) {
    let microseconds = (date.timeIntervalSince1970 * 1e6).rounded()
    self.microseconds = Int64(exactly: microseconds) ?? (microseconds < 0 ? .min : .max)
  }

  /// Reads `2026-03-31` or `2026-03-31T12:00:00`, with or without `Z`; nil when the text is no
  /// moment.
  package init?(_ text: String) {
    guard let bound = ConfigurationBound(text), bound.kind == .date || bound.kind == .time else {
      return nil
    }
    let time = text.dropFirst(10).trimmingPrefix { $0 == "T" || $0 == " " }.filter { $0 != "Z" }
    let parts = time.split(separator: ":").map { Double($0) ?? 0 }
    guard let day = Self.midnight(String(text.prefix(10))) else { return nil }
    let seconds = zip(parts, [3_600.0, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
    self.init(day.addingTimeInterval(seconds))
  }

  private static func midnight(_ day: String) -> Date? {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2]))
  }

  /// The moment as a date.
  package var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1e6) }

  /// `2026-03-31T12:00:00Z`, with a fraction of the second where there is one.
  package var text: String {
    let fraction = (microseconds % 1_000_000 + 1_000_000) % 1_000_000
    let whole = Date(timeIntervalSince1970: (Double(microseconds) - Double(fraction)) / 1e6)
    let text = whole.formatted(.iso8601)
    guard fraction > 0 else { return text }
    let digits = String(fraction)
    return text.dropLast() + "." + String(repeating: "0", count: 6 - digits.count) + digits + "Z"
  }

  /// `2026-03-31 12:00`, for people.
  package var words: String { String(text.prefix(16)).replacing("T", with: " ") }

  /// Whole seconds since 1970.
  package var seconds: Int64 { microseconds / 1_000_000 }

  /// Hours from an earlier moment to this one.
  package func hours(since other: Moment) -> Double {
    (Double(microseconds) - Double(other.microseconds)) / 3.6e9
  }

  /// The moment so many hours later.
  package func advanced(hours: Double) -> Moment { Moment(date.addingTimeInterval(hours * 3_600)) }

  package static func < (left: Moment, right: Moment) -> Bool {
    left.microseconds < right.microseconds
  }
}

extension Moment: Codable {
  /// Reads the text of a moment.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let moment = Moment(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text) is no moment")
    }
    self = moment
  }

  /// Writes its text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
