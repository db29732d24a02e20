internal import ADBC
internal import Engines

/// A measurement into which a database's answers are counted: started with the columns of the
/// first, and finished when all of them come to the rows of the table.
struct CountedAnswers<Counted: PushedFold> {
  var fold: Counted
  /// Rows that the answers stand for so far.
  private(set) var rows = 0
  private var isStarted = false

  init(_ fold: Counted) {
    self.fold = fold
  }

  /// Counts a part of an answer.
  ///
  /// - Parameters:
  ///   - fields: its columns that the measurement finds by their names.
  ///   - rows: how many rows of the table it stands for.
  /// - Returns: whether more is wanted: not after the data were refused.
  mutating func take(
    _ fields: [ArrowField], rows: Int, _ count: (inout Counted) -> Void
  ) -> Bool {
    if !isStarted { fold.start(fields, first: nil) }
    isStarted = true
    self.rows += rows
    count(&fold)
    return !fold.isRefused
  }

  /// What the answers came to; nil when they are not whole, unless the data were refused before.
  ///
  /// - Throws: ``EngineError`` when the rows changed meanwhile.
  mutating func finish(
    isWhole: Bool = true, _ count: PushedCount
  ) throws(EngineError) -> Counted.Result? {
    if !fold.isRefused {
      guard isWhole else { return nil }
      try count.agree(rows)
      if !isStarted { fold.start(count.session.fields, first: nil) }
    }
    return fold.finish()
  }
}
