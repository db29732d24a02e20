internal import ADBC
internal import Engines

/// Truth and predicted class per group of people, counted where the rows are: one question for all
/// attributes.
///
/// Of a score only its side of the threshold is asked, so that the answer has a row for each
/// combination of the attributes' values, truth and class, however many scores there are.
extension FairnessFold: PushedFold {
  func pushed(_ count: PushedCount) throws(EngineError) -> Swift.Result<
    FairnessReport, FairnessRefusal
  >? {
    let session = count.session
    let metrics = MetricOptions(
      task: .binary, target: options.target, positive: options.positive, score: options.score,
      prediction: options.prediction, threshold: options.threshold, by: options.by)
    guard let columns = MetricColumns(metrics, session), let target = columns[options.target],
      let called = (options.prediction ?? options.score).flatMap({ columns[$0] })
    else { return nil }
    var expression = called.expression
    if options.prediction == nil {
      guard called.isPlainNumber else { return nil }
      expression = side(of: expression, session.dialect)
    }
    count.progress("counting in \(session.shown): groups of people")
    let question = EqualRowsQuestion(
      session: session,
      keys: columns.keys.map { ($0.name, $0.expression) },
      measured: [(target.name, target.expression), (called.name, expression)])
    var answers = CountedAnswers(self)
    let isWhole = try question.ask(limit: nil) { batch, times, fields throws(EngineError) in
      answers.take(fields, rows: times.reduce(0, +)) { fold in
        fold.update(batch, firstRow: 0, times: times)
      }
    }
    return try answers.finish(isWhole: isWhole, count)
  }

  /// A number that stands for all scores on one side of the threshold.
  private func side(of score: String, _ dialect: Dialect) -> String {
    let number = "cast(\(score) as \(dialect.doubleType))"
    let threshold = dialect.literal(options.threshold)
    let below = dialect.literal(options.threshold.nextDown)
    return """
      case when \(score) is null then null when not \(dialect.isFinite(number)) \
      then \(dialect.notANumber) when \(number) >= \(threshold) then \(threshold) else \(below) end
      """
  }
}
