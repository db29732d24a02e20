internal import ADBC
internal import Engines

/// Scores per window, counted where the rows are.
///
/// Where few rows differ in time window, label, class and score each different one is asked for once, and everything is
/// computed as from the rows. Where many do, the database puts neighbouring scores together, as ``CountedValues`` does when
/// it keeps no more. Windows of a number of rows are read: a database has no first row.
extension ScoreFold: PushedFold {
  /// Different rows that are fetched at most before neighbours are put together.
  private static let mostDifferent = 1 << 20
  /// Rows of a table that are looked at to tell which of both to ask for.
  private static let firstRows = BinaryScoreTable.capacityOverall + 1

  func pushed(_ count: PushedCount) throws(EngineError) -> Swift.Result<
    ScoreWindows, MetricRefusal
  >? {
    try pushed(count, first: Self.firstRows, most: Self.mostDifferent)
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
    let question = EqualRowsQuestion(session: session, columns)
    let size = try question.size(first: first)
    let isSmall = size.rows < first
    if isSmall || 4 * size.groups <= size.rows {
      if let result = try equalRows(question, limit: isSmall ? nil : most, count) { return result }
    }
    guard
      let neighbours = NeighbourQuestion(
        options, columns, session, hasLabels: hasLabels, keepsLabels: keepsLabels)
    else { return nil }
    var fold = self
    var isStarted = false
    var seen = 0
    try neighbours.ask { batch, parts, fields throws(EngineError) in
      if !isStarted { fold.start(fields, first: nil) }
      isStarted = true
      seen += parts.reduce(0) { $0 + ($1.isOfAll ? 0 : $1.times) }
      fold.update(batch, parts: parts, dropped: neighbours.dropped)
      return !fold.isRefused
    }
    if !isStarted { fold.start(session.fields, first: nil) }
    if !fold.isRefused { try count.agree(seen) }
    return fold.finish()
  }

  /// Nil when too many rows differ.
  private func equalRows(
    _ question: EqualRowsQuestion, limit: Int?, _ count: PushedCount
  ) throws(EngineError) -> Swift.Result<ScoreWindows, MetricRefusal>? {
    var fold = self
    var isStarted = false
    var seen = 0
    let isWhole = try question.ask(limit: limit) { batch, times, fields throws(EngineError) in
      if !isStarted { fold.start(fields, first: nil) }
      isStarted = true
      seen += times.reduce(0, +)
      fold.update(batch, times: times)
      return !fold.isRefused
    }
    if fold.isRefused { return fold.finish() }
    guard isWhole else { return nil }
    try count.agree(seen)
    if !isStarted { fold.start(question.session.fields, first: nil) }
    return fold.finish()
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
    var fold = self
    var isStarted = false
    var seen = 0
    let question = EqualRowsQuestion(session: session, columns)
    _ = try question.ask(limit: nil) { batch, times, fields throws(EngineError) in
      if !isStarted { fold.start(fields, first: nil) }
      isStarted = true
      seen += times.reduce(0, +)
      fold.update(batch, firstRow: 0, times: times)
      return true
    }
    try count.agree(seen)
    if !isStarted { fold.start(session.fields, first: nil) }
    return fold.finish()
  }
}
