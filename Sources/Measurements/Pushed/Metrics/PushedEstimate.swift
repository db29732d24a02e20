internal import ADBC
internal import Engines

/// Scores per window, counted where the rows are.
///
/// Where few rows differ in time window, label, class and score each different one is asked for
/// once, and everything is computed as from the rows. Where many do, the database puts neighbouring
/// scores together, as ``CountedValues`` does when it keeps no more. Windows of a number of rows
/// are read: a database has no first row.
extension ScoreFold: PushedFold {
  func pushed(_ count: PushedCount) throws(EngineError) -> Swift.Result<
    ScoreWindows, MetricRefusal
  >? {
    try pushed(count, first: DifferentRows.first, most: DifferentRows.most)
  }

  /// - Parameters:
  ///   - first: rows that are looked at first; a table of fewer is asked for its different rows.
  ///   - most: different rows to fetch at most.
  func pushed(
    _ count: PushedCount, first: Int, most: Int
  ) throws(EngineError) -> Swift.Result<ScoreWindows, MetricRefusal>? {
    let session = count.session
    guard
      let columns = MetricColumns(
        self.columns ?? [], by: [], window: options.window, timestamp: options.timestamp, session)
    else { return nil }
    count.progress("counting in \(session.shown): scores")
    let counted = try countingDifferentRows(of: columns, first: first, most: most, count) {
      fold, batch, times in fold.update(batch, times: times)
    }
    if let counted { return counted }
    guard
      let neighbours = NeighbourQuestion(
        options, columns, session, hasLabels: hasLabels, keepsLabels: keepsLabels)
    else { return nil }
    var answers = CountedAnswers(self)
    try neighbours.ask { batch, parts, fields throws(EngineError) in
      answers.take(fields, rows: parts.reduce(0) { $0 + ($1.isOfAll ? 0 : $1.times) }) { fold in
        fold.update(batch, parts: parts, dropped: neighbours.dropped)
      }
    }
    return try answers.finish(count)
  }
}

/// The rows of each window, counted where they are.
extension WindowRowsFold: PushedFold {
  func pushed(_ count: PushedCount) throws(EngineError) -> Result? {
    let session = count.session
    guard options.window != nil,
      let columns = MetricColumns(
        self.columns ?? [], by: [], window: options.window, timestamp: options.timestamp, session)
    else { return nil }
    count.progress("counting in \(session.shown): windows")
    var answers = CountedAnswers(self)
    let question = EqualRowsQuestion(session: session, columns)
    _ = try question.ask(limit: nil) { batch, times, fields throws(EngineError) in
      answers.take(fields, rows: times.reduce(0, +)) { fold in
        fold.update(batch, firstRow: 0, times: times)
      }
    }
    return try answers.finish(count)
  }
}
