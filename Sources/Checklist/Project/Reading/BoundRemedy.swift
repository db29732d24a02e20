internal import Foundation

/// What to write instead of a text that is no end of values.
enum BoundRemedy {
  /// A clause; nil when nothing is known of the text.
  static func of(_ text: String) -> String? {
    if let moment = moment(withOffset: text) {
      return "times are in UTC, and an offset is not read: write \(moment)"
    }
    if let remedy = remedy(forDay: text) { return remedy }
    let word = text.lowercased().drop { $0 == "-" || $0 == "+" || $0 == "." }
    if ["inf", "infinity", "nan"].contains(word) {
      return "leave this end out: every number is within it"
    }
    let clocks = ["now", "now()", "today", "yesterday", "current_date", "current_timestamp"]
    if clocks.contains(text.lowercased()) {
      return "an end is a fixed moment; `past: true` and `freshness` know the time"
    }
    let share = text.dropLast().trimmingCharacters(in: .whitespaces)
    if text.hasSuffix("%"), let percent = ConfigurationBound(share)?.number {
      return "write \(ConfigurationShape.number(percent / 100))"
    }
    let number = text.filter { $0 != "_" && $0 != "," && $0 != "’" && !$0.isWhitespace }
    guard number != text, ConfigurationBound(number)?.number != nil else { return nil }
    return text.contains(",")
      ? "write a point before decimals, and nothing between thousands" : "write \(number)"
  }

  /// The moment in UTC of a time with an offset.
  private static func moment(withOffset text: String) -> String? {
    guard text.count > 11,
      let sign = text.dropFirst(11).lastIndex(where: { $0 == "+" || $0 == "-" }),
      ConfigurationBound(text[..<sign].trimmingCharacters(in: .whitespaces))?.kind == .time
    else { return nil }
    let digits = text[sign...].dropFirst().filter { $0 != ":" }
    guard digits.count == 2 || digits.count == 4, digits.allSatisfy(\.isNumber) else { return nil }
    let clock = text[..<sign].trimmingCharacters(in: .whitespaces).dropFirst(11)
    let parts = clock.split(separator: ":")
    guard parts.count > 1 else { return nil }
    let seconds = parts.count > 2 ? parts[2].prefix(2) : "00"
    let minutes = digits.count == 4 ? digits.suffix(2) : "00"
    let whole =
      "\(text.prefix(10))T\(parts[0]):\(parts[1]):\(seconds)\(text[sign])\(digits.prefix(2)):\(minutes)"
    return (try? Date(whole, strategy: .iso8601)).map { $0.formatted(.iso8601) }
  }

  /// What to write for a day that is written another way: `2026/3/31`, `31.03.2026`.
  private static func remedy(forDay text: String) -> String? {
    let parts = text.split { "/.-".contains($0) }.map(String.init)
    let isDigits = parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    guard isDigits, parts.count == 3 else { return nil }
    let ordered = parts[0].count == 4 ? parts : parts.reversed()
    // Of 03/04/2026 nobody knows which is the month.
    guard ordered[0].count == 4, parts[0].count == 4 || text.contains(".") else {
      return ordered[0].count == 4 ? "write year, month and day as in 2026-03-31" : nil
    }
    let padded = ordered.map { $0.count == 1 ? "0" + $0 : $0 }.joined(separator: "-")
    return CalendarDate(padded) == nil ? nil : "write \(padded)"
  }
}
