internal import ADBC
internal import Engines

/// The rows of a table, each different one asked for once, as far as few differ.
enum DifferentRows {
  /// Different rows that are fetched at most before something else is asked.
  static let most = 1 << 20
  /// Rows of a table that are looked at to tell whether few differ.
  static let first = BinaryScoreTable.capacityOverall + 1
}

extension PushedFold {
  /// Counts each different row of a table as often as it is there; nil where too many differ.
  ///
  /// - Parameters:
  ///   - columns: what rows are told apart by.
  ///   - first: rows that are looked at first; a table of fewer is asked for its different rows,
  ///     however many there are.
  ///   - most: different rows to fetch at most.
  ///   - update: counts the rows of a batch, each so many times.
  func countingDifferentRows(
    of columns: MetricColumns, first: Int, most: Int, _ count: PushedCount,
    _ update: (inout Self, ArrowBatch, [Int]) -> Void
  ) throws(EngineError) -> Result? {
    let question = EqualRowsQuestion(session: count.session, columns)
    let size = try question.size(first: first, count)
    let isSmall = size.rows < first
    guard isSmall || 4 * size.groups <= size.rows else { return nil }
    var answers = CountedAnswers(self)
    let isWhole = try question.ask(limit: isSmall ? nil : most) {
      batch, times, fields throws(EngineError) in
      answers.take(fields, rows: times.reduce(0, +)) { fold in update(&fold, batch, times) }
    }
    return try answers.finish(isWhole: isWhole, count)
  }
}
