package import Measurements
internal import Statistics

/// The training rows just before the test rows: what "last month" means.
///
/// It reaches from the start of the calendar period before the one in which the test rows begin up
/// to the first test row; a period of so many rows is the last so many before it. Where training
/// has no row there, the last period that has one is taken.
package struct LastPeriod: Sendable, Hashable {
  /// Places of the training rows in it.
  package let rows: [Int]
  /// Whether training rows had to be sought further back.
  package let isOlder: Bool
  private let length: WindowLength

  /// Finds the rows.
  ///
  /// - Throws: `Undefined` without a timestamp or without training rows before the test rows;
  ///   ``RowsError`` when the column is absent.
  package init(
    train: RowTable, test: RowTable, timestamp: String?, period: WindowLength
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
    length = period
    if case .rows(let count) = period {
      let latest = earlier.sorted { (trainTimes[$0], $0) < (trainTimes[$1], $1) }.suffix(count)
      rows = latest.sorted()
      isOlder = false
      return
    }
    let wanted = period.start(of: period.start(of: begin) &- 1)
    let first = last >= wanted ? wanted : period.start(of: last)
    isOlder = last < wanted
    rows = earlier.filter { trainTimes[$0] >= first }
  }

  /// "the month before the test rows".
  package var words: String {
    let name =
      switch length {
      case .day: "day"
      case .week: "week"
      case .month: "month"
      case .quarter: "quarter"
      case .year: "year"
      case .rows(let count): "stretch of \(count) rows"
      }
    return isOlder
      ? "the last \(name) before the test rows that has any training row"
      : "the \(name) before the test rows"
  }
}
