package import Measurements
internal import Statistics

/// The training rows just before the test rows: what "last month" means.
///
/// It reaches from the start of the calendar period before the one in which the test rows begin up
/// to the first test row. Where training has no row there, the last period that has one is taken.
package struct LastPeriod: Sendable, Hashable {
  /// Places of the training rows in it.
  package let rows: [Int]
  /// Whether training rows had to be sought further back.
  package let isOlder: Bool

  /// Finds the rows.
  ///
  /// - Throws: `Undefined` without a timestamp or without training rows before the test rows;
  ///   ``RowsError`` when the column is absent.
  package init(
    train: RowTable, test: RowTable, timestamp: String?, period: CalendarPeriod
  ) throws {
    guard let timestamp else { throw Undefined("no timestamp column is named") }
    guard case .timestamp(let trainTimes) = try train.column(timestamp).values,
      case .timestamp(let testTimes) = try test.column(timestamp).values
    else { throw Undefined("column \(timestamp) holds no times") }
    guard let begin = testTimes.filter({ $0 != RowColumn.missingTime }).min() else {
      throw Undefined("no test row has a time")
    }
    let earlier = trainTimes.indices.filter {
      trainTimes[$0] != RowColumn.missingTime && trainTimes[$0] < begin
    }
    guard let last = earlier.map({ trainTimes[$0] }).max() else {
      throw Undefined("no training row is older than the first test row")
    }
    let wanted = period.index(ofMicroseconds: begin) - 1
    let first = min(wanted, period.index(ofMicroseconds: last))
    isOlder = first < wanted
    var indices: [Int64: Int] = [:]
    rows = earlier.filter { row in
      let day = trainTimes[row] / 86_400_000_000
      // A day's first look decides for the day: dates are the slow part.
      if let known = indices[day], trainTimes[row] >= 0 { return known >= first }
      let index = period.index(ofMicroseconds: trainTimes[row])
      indices[day] = index
      return index >= first
    }
  }

  /// "the last month's", "the last month that has rows":
  func words(_ period: CalendarPeriod) -> String {
    isOlder
      ? "the last \(period.rawValue) before the test rows that has any training row"
      : "the \(period.rawValue) before the test rows"
  }
}
