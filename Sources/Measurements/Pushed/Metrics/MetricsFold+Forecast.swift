internal import ADBC
internal import Engines

/// Errors of a forecast, summed where the rows are: for each group and span of time.
///
/// While times are few each has sums of its own, and blocks of time are those of the rows.
extension MetricsFold {
  /// Nil where the rows have to be read: also where nearly every row would be a sum of its own.
  func forecast(
    _ columns: MetricColumns, _ count: PushedCount
  ) throws(EngineError) -> Swift.Result<MetricsReport, MetricRefusal>? {
    let session = count.session
    guard let target = columns[options.target], target.isPlainNumber,
      var terms = ForecastTerms(options, bands: ForecastTask.ends(options), columns, session)
    else { return nil }
    count.progress("counting in \(session.shown): forecasts")
    guard let size = try terms.size(target: target, keys: columns.keys),
      let question = BinnedQuestion(
        options, columns, session, centre: size.centre, forecast: terms)
    else { return nil }
    var answers = CountedAnswers(self)
    var isUsable = true
    try question.ask { answer, fields throws(EngineError) in
      let rows = answer.times.reduce(0) { $0 + max(0, $1) }
      return answers.take(fields, rows: rows) { fold in
        fold.update(answer.batch, times: answer.times) { task, codes, groups in
          guard var forecast = task as? ForecastTask else { return }
          // Held once while it counts: tables that are held twice would be copied for every batch.
          task = ForecastTask(options)
          isUsable = forecast.add(answer, terms, codes: codes, groups: groups) && isUsable
          task = forecast
        }
      } && isUsable
    }
    return try answers.finish(isWhole: isUsable, count)
  }
}
