import Foundation
import Statistics
import Testing

@testable import Measurements

/// Real flights by days, as `Tests/Fixtures/drift/generate_flights.py` wrote them.
struct FlightDays: Decodable {
  let firstDay: Int
  let rowsPerDay: [Int]
  var categories: [String: [String]]
  var numbers: [String: [Double?]]

  static func read() throws -> FlightDays {
    let url = URL(filePath: #filePath)
      .appending(path: "../../../Fixtures/drift/flights.json").standardized
    return try JSONDecoder().decode(FlightDays.self, from: Data(contentsOf: url))
  }

  /// The rows of a range of days.
  private func rows(_ days: Range<Int>) -> Range<Int> {
    let starts = rowsPerDay.prefix(days.lowerBound).reduce(0, +)
    return starts..<(starts + rowsPerDay[days].reduce(0, +))
  }

  private func columns(_ rows: [Int]) -> [ColumnProfile] {
    let texts = categories.sorted { $0.key < $1.key }.map { name, values in
      ColumnProfile(
        name: name, missing: 0, unreadable: 0,
        content: .categories(Counted.texts(rows.map { values[$0] })))
    }
    return texts
      + numbers.sorted { $0.key < $1.key }.map { name, values in
        let known = rows.compactMap { values[$0] }
        return ColumnProfile(
          name: name, missing: rows.count - known.count, unreadable: 0,
          content: .numbers(Counted.numbers(known)))
      }
  }

  /// Rows of several stretches of days as one.
  func profile(_ days: [Range<Int>]) -> DatasetProfile {
    let rows = days.flatMap { self.rows($0) }
    return DatasetProfile(rows: rows.count, columns: columns(rows), exactValues: 16_384)
  }

  /// Each day of several stretches.
  func windows(_ days: [Range<Int>]) -> WindowedProfile {
    let length: Int64 = 86_400_000_000
    var result = WindowedProfile(length: .day, undated: 0, refused: 0)
    result.windows = days.flatMap { $0 }.map { day in
      let start = Int64(firstDay + day) * length
      return ProfileWindow(start: start, end: start + length, profile: profile([day..<(day + 1)]))
    }
    return result
  }

  /// The days held against all others.
  func changes(
    of days: Range<Int>, changed: FlightDays? = nil, options: DriftOptions = DriftOptions()
  ) throws -> UnusualChanges {
    let others = [0..<days.lowerBound, days.upperBound..<rowsPerDay.count]
    return try UnusualChanges(
      reference: profile(others), current: (changed ?? self).windows([days]),
      usual: windows(others), options: options)
  }

  /// Replaces a number, where there is one.
  mutating func replace(_ column: String, _ row: Int, _ value: (Double) -> Double?) {
    guard let number = numbers[column]?[row] ?? nil else { return }
    numbers[column]?[row] = value(number)
  }

  /// A copy whose rows from a day on are others.
  func changing(
    from day: Int, _ change: (_ copy: inout FlightDays, _ row: Int) -> Void
  ) -> FlightDays {
    var copy = self
    for row in rows(day..<rowsPerDay.count) { change(&copy, row) }
    return copy
  }
}

extension UnusualChanges {
  /// The columns that changed.
  var changed: [String] {
    columns.filter { if case .changed = $0.value { true } else { false } }.keys.sorted()
  }
}
