internal import ADBC
internal import Engines

/// What metrics of several classes are expected from, per window, counted where the rows are.
///
/// Where few rows differ each different one is asked for once. Where many do, the database applies
/// the calibration itself: it adds up the chances by predicted class and by each class' scores,
/// neighbours together, and draws some of the rows whole.
extension ClassScoreFold: PushedFold {
  func pushed(_ count: PushedCount) throws(EngineError) -> Swift.Result<
    ClassWindows, MetricRefusal
  >? {
    try pushed(count, first: DifferentRows.first, most: DifferentRows.most)
  }

  /// - Parameters:
  ///   - first: rows that are looked at first; a table of fewer is asked for its different rows.
  ///   - most: different rows to fetch at most.
  func pushed(
    _ count: PushedCount, first: Int, most: Int
  ) throws(EngineError) -> Swift.Result<ClassWindows, MetricRefusal>? {
    let session = count.session
    guard
      let columns = MetricColumns(
        self.columns ?? [], by: [], window: options.window, timestamp: options.timestamp, session)
    else { return nil }
    count.progress("counting in \(session.shown): chances of classes")
    let counted = try countingDifferentRows(of: columns, first: first, most: most, count) {
      fold, batch, times in fold.update(batch, times: times)
    }
    if let counted { return counted }
    // A window with a calibration of its own would be a question of its own.
    guard ofWindows.isEmpty,
      let rows = ClassRows(
        target: hasLabels ? options.target : nil, prediction: options.prediction,
        options.multiclass, columns, session),
      let chances = ChanceQuestion(rows, calibration)
    else { return nil }
    return try self.chances(chances, count)
  }

  /// Nil when the database took a label for another class.
  private func chances(
    _ question: ChanceQuestion, _ count: PushedCount
  ) throws(EngineError) -> Swift.Result<ClassWindows, MetricRefusal>? {
    var answers = CountedAnswers(self)
    var isUsable = true
    var counted = 0
    try question.ask { batch, parts, fields throws(EngineError) in
      for part in parts {
        if case .rows(let calls) = part.content, calls.state == .counted {
          counted += part.ownRows
        }
      }
      return answers.take(fields, rows: parts.reduce(0) { $0 + $1.ownRows }) { fold in
        isUsable =
          fold.update(batch, parts: parts, dropped: question.neighbours.dropped.group) && isUsable
      } && isUsable
    }
    guard isUsable else { return nil }
    guard counted > 0, !answers.fold.isRefused else { return try answers.finish(count) }
    let rows = question.rows
    // Rows with and without a label are two samples.
    let parts = rows.keys + (rows.hasLabels ? ["h < 0"] : [])
    let kept = MulticlassTask.sampled(classes: rows.count).part
    let sample = ClassSampleQuestion(
      rows: rows, query: question.countedRows, parts: parts,
      kept: (part: kept, all: parts.isEmpty ? kept : 0), total: counted)
    try sample.ask { batch, sampled throws(EngineError) in
      answers.fold.update(batch, sampled: sampled)
    }
    return try answers.finish(count)
  }
}
