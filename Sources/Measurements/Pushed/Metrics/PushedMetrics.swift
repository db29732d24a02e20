internal import ADBC
internal import Engines

/// Metrics counted where the rows are.
///
/// Where few rows differ in what is measured, each different one is asked for once, with how many
/// rows are like it, and everything is computed here as from the rows: to the last bit. Where many
/// differ, as continuous scores do, the database puts scores (or absolute errors) together with
/// their neighbours, as ``CountedValues`` does when it keeps no more, and sums losses itself:
/// counts are equal, and so are sums of losses of probabilities but for the last digit of the
/// database's logarithm.
extension MetricsFold: PushedFold {
  /// Tables of so many rows are asked for equal rows, however many differ: no more could travel if
  /// they were read.
  ///
  /// As many different scores as a table of all rows keeps. The first rows of a larger one tell
  /// which of both to ask for.
  static let fewRows = BinaryScoreTable.capacityOverall
  /// Different rows that are fetched at most before neighbours are put together.
  static let mostDifferent = 1 << 20

  func pushed(_ count: PushedCount) throws(EngineError) -> Swift.Result<
    MetricsReport, MetricRefusal
  >? {
    try pushed(count, few: Self.fewRows, first: 0, most: Self.mostDifferent)
  }

  /// - Parameters:
  ///   - few: rows of a table that is asked for equal rows whatever its first rows say.
  ///   - first: rows that are looked at first, at least one more than those.
  ///   - most: different rows to fetch at most.
  func pushed(
    _ count: PushedCount, few: Int, first: Int, most: Int
  ) throws(EngineError) -> Swift.Result<MetricsReport, MetricRefusal>? {
    let session = count.session
    guard let columns = MetricColumns(options, session) else { return nil }
    if options.task == .ranking { return try ranked(columns, count) }
    if options.task == .forecast { return try forecast(columns, count) }
    guard let task = taskType as? any CountedTask.Type, task.isCounted(options) else { return nil }
    count.progress("counting in \(session.shown): metrics")
    let question = EqualRowsQuestion(
      session: session, columns,
      centre: columns[options.target].flatMap {
        options.task == .regression && $0.isPlainNumber ? $0.expression : nil
      })
    // The first rows say how many there are where there are no more.
    let size = try question.size(first: max(few + 1, first), count)
    let isSmall = size.rows <= few
    // Groups are asked for whatever is measured: only what is measured can be too much.
    if isSmall || 4 * size.groups <= size.rows {
      let limit = isSmall ? nil : most
      if let result = try equalRows(question, limit: limit, count) { return result }
    }
    if options.task == .multiclass { return try classes(columns, count) }
    guard task is any BinnedTask.Type,
      let binned = BinnedQuestion(options, columns, session, centre: size.centre)
    else { return nil }
    return try neighbours(binned, count)
  }

  /// Nil when too many rows differ.
  private func equalRows(
    _ question: EqualRowsQuestion, limit: Int?, _ count: PushedCount
  ) throws(EngineError) -> Swift.Result<MetricsReport, MetricRefusal>? {
    var answers = CountedAnswers(self)
    let isWhole = try question.ask(limit: limit) { batch, times, fields throws(EngineError) in
      answers.take(fields, rows: times.reduce(0, +)) { $0.count(batch, times: times) }
    }
    return try answers.finish(isWhole: isWhole, count)
  }

  /// Counts rows of an answer that are alike.
  ///
  /// - Parameter times: how many rows each stands for; less than 0 for one of rows that are divided
  ///   otherwise.
  mutating func count(_ batch: ArrowBatch, times: [Int]) {
    let options = options
    update(batch, times: times) { task, codes, groups throws(MetricRefusal) in
      guard var counted = task as? any CountedTask else { return }
      // Held once while it counts: tables that are held twice would be copied for every batch.
      task = type(of: task).init(options)
      try counted.add(batch, codes: codes, groups: groups, times: times)
      task = counted
    }
  }

  /// Counts an answer's sums and neighbouring numbers; false when it is none to the question.
  mutating func count(_ answer: BinnedAnswer) -> Bool {
    let options = options
    var isUsable = true
    update(answer.batch, times: answer.times) { task, codes, groups throws(MetricRefusal) in
      guard var binned = task as? any BinnedTask else { return }
      task = type(of: task).init(options)
      isUsable = try binned.add(answer, codes: codes, groups: groups)
      task = binned
    }
    return isUsable
  }

  /// Nil when an answer shows that the rows have to be read after all.
  private func neighbours(
    _ question: BinnedQuestion, _ count: PushedCount
  ) throws(EngineError) -> Swift.Result<MetricsReport, MetricRefusal>? {
    var answers = CountedAnswers(self)
    var isUsable = true
    try question.ask { answer, fields throws(EngineError) in
      let rows = answer.times.reduce(0) { $0 + max(0, $1) }
      return answers.take(fields, rows: rows) { isUsable = $0.count(answer) && isUsable }
        && isUsable
    }
    return try answers.finish(isWhole: isUsable, count)
  }
}
