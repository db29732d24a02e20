package import Measurements
internal import Statistics

extension BaselineStudy {
  /// Compares a model's forecasts with simple continuations of each series.
  ///
  /// - Throws: ``StudyRefusal`` without times or with several rows of one series at one time,
  ///   ``RowsError`` when a column is absent or unfit, `UnknownMetric` for a metric that does not
  ///   exist, `Undefined` when no test row can be compared.
  package func compareForecasts(train: RowTable, test: RowTable) throws -> BaselineComparison {
    guard let column = prediction ?? score else {
      throw Undefined("no column of the model's predictions is named")
    }
    for (name, table) in [("training", train), ("test", test)] where table.isSample {
      throw StudyRefusal(
        "There are \(table.sourceRows) \(name) rows and --sample \(table.rowCount): a sample would "
          + "tear series apart; raise --sample.")
    }
    let history = try SeriesHistory(
      train: train, test: test, target: target, timestamp: inputs.timestamp,
      series: inputs.series, origin: inputs.origin, horizon: inputs.horizon)
    let targets = try test.numbers(target)
    let predicted = try test.numbers(column)
    let answered = targets.indices.filter { targets[$0].isFinite && predicted[$0].isFinite }
    guard !answered.isEmpty else {
      throw Undefined("no test row has both a target and a prediction of the model")
    }
    let metric = try errors(train, test, targets: targets)
    let places = answered.filter { metric.scales[$0] != nil }
    guard !places.isEmpty else {
      throw Undefined("no test row that the model answers is of a series with a scale")
    }
    let rows = ForecastRows(
      places: places, truths: places.map { targets[$0] }, model: places.map { predicted[$0] },
      steps: places.map { history.questions[$0].step },
      scales: places.map { metric.scales[$0] ?? 1 })
    var comparison = BaselineComparison(
      primary: metric.card, model: figures(rows.truths, rows.model, rows.scales, metric),
      baselines: [],
      beatsAll: false, testRows: places.count, trainRows: train.rowCount, answers: [],
      notes: notesOnRows(train, test) + notes(on: history)
        + [metric.note].compactMap { $0 })
    var told: [(card: Card, values: [Double?])] = []
    for baseline in chosen(BaselineCatalogue.forecast, { $0.card }) {
      var values: [Double?] = []
      var result = result(baseline.card, metric, rows) {
        let answer = try baseline.answer(history, inputs: inputs)
        values = answer.values
        return (answer.values, answer.description)
      }
      result.isAsked = baseline.isAsked(inputs)
      // A season as long as the horizon ends at the last value that is known: both say the same.
      if result.isAvailable, let same = told.first(where: { $0.values == values }) {
        comparison.notes.append(
          "the \(baseline.card.title.lowercased()) says the same as the \(same.card.title.lowercased()) on every row "
            + "and is told once")
        continue
      }
      if result.isAvailable { told.append((baseline.card, values)) }
      comparison.baselines.append(result)
    }
    if let previous {
      comparison.baselines.append(
        result(PreviousModel.card, metric, rows) {
          guard let column = previous.prediction ?? previous.score else {
            throw Undefined("no column of the previous model's predictions is named")
          }
          let values = try test.numbers(column).map { $0.isFinite ? $0 : nil }
          return (values, "its predictions on \(values.count { $0 != nil }) test rows")
        })
    }
    let left = test.rowCount - answered.count
    if left > 0 {
      comparison.notes.append("\(left) test rows without a target or a prediction were left out")
    }
    finish(&comparison)
    return comparison
  }

  /// Gaps beyond which a season in rows is another than one in steps: a value that is lost now and
  /// then is no pattern.
  private static let fewGaps = 0.05

  private struct ForecastRows {
    let places: [Int]
    let truths: [Double]
    let model: [Double]
    let steps: [Int]
    /// What each row is divided by for the metric that decides.
    let scales: [Double]
  }

  /// The metric that decides, with what rows are divided by for it.
  private func errors(
    _ train: RowTable, _ test: RowTable, targets: [Double]
  ) throws -> ScaledErrors {
    let card = try MetricCatalogue.card(named: primary ?? MeanAbsoluteError.card.key)
    if let scaled = try ScaledErrors(
      card, train: train, test: test, target: target, inputs: inputs)
    {
      return scaled
    }
    if let scaled = try ScaledErrors(card, targets: targets) { return scaled }
    return ScaledErrors(
      try primaryOfValues(otherwise: MeanAbsoluteError.card.key), rows: targets.count)
  }

  private func result(
    _ card: Card, _ metric: ScaledErrors, _ rows: ForecastRows,
    _ answer: () throws -> (values: [Double?], description: String)
  ) -> BaselineComparison.Baseline {
    do {
      let (values, description) = try answer()
      let own = rows.places.indices.filter { values[rows.places[$0]] != nil }
      guard !own.isEmpty else { throw Undefined("it answers no test row that the model does") }
      let others = own.map { values[rows.places[$0]] ?? .nan }
      let truths = own.map { rows.truths[$0] }
      let scales = own.map { rows.scales[$0] }
      var result = BaselineComparison.Baseline(card, description: description, isAvailable: true)
      result.metrics = figures(truths, others, scales, metric)
      do throws(Undefined) {
        result.difference = try TimedDifference(
          paired: ValueDifference(
            targets: zip(truths, scales).map { $0 / $1 },
            model: own.map { rows.model[$0] / rows.scales[$0] },
            other: zip(others, scales).map { $0 / $1 }, level: level, draws: draws, seed: seed),
          steps: own.map { rows.steps[$0] }
        ).measure(metric.metric)
      } catch {
        result.differenceNote = error.reason
      }
      return result
    } catch {
      return BaselineComparison.Baseline(
        card, description: Self.reason(error), isAvailable: false)
    }
  }

  /// A regression's metrics without their intervals, which take rows for independent.
  private func figures(
    _ targets: [Double], _ predictions: [Double], _ scales: [Double], _ errors: ScaledErrors
  ) -> [MetricValue] {
    let scaled =
      errors.isScaled
      ? values(
        zip(targets, scales).map { $0 / $1 }, zip(predictions, scales).map { $0 / $1 }
      ).filter { $0.card.key == errors.metric.card.key }.map {
        MetricValue(card: errors.card, estimate: $0.estimate)
      } : []
    return (scaled + values(targets, predictions)).map { metric in
      guard let value = metric.estimate.value else { return metric }
      return MetricValue(
        card: metric.card,
        estimate: Estimate(
          value, note: "errors hang together in time: the difference has an interval, this has none"
        ))
    }
  }

  private func notes(on history: SeriesHistory) -> [String] {
    var notes: [String] = []
    switch inputs.origin {
    case .end:
      notes.append(
        "baselines know each series up to the last training row and nothing after it (--origin end)"
      )
    case .rolling:
      notes.append(
        inputs.horizon == 1
          ? "baselines know everything before each row's own time, test rows too (--origin rolling): "
            + "right only for a model that forecasts one step at a time"
          : "baselines know everything up to \(inputs.horizon) steps before each row's own time, test "
            + "rows too (--horizon \(inputs.horizon)): right only for a model that forecasts as far ahead"
      )
    }
    if history.overtaken > 0 {
      notes.append(
        "\(history.overtaken) of \(history.questions.count) test rows are not after the last training row of "
          + "their series: what training has before their time was known for them")
    }
    if history.unseenSeries > 0 {
      notes.append(
        "\(history.unseenSeries) series of the test rows are not among the training rows")
    }
    if let season = inputs.season, history.grid.isRegular, history.gaps > Self.fewGaps {
      notes.append(
        "\(Wording.percent(history.gaps)) of the steps have no row: a season of \(season) counts steps, "
          + "those without a row too (of the five days of a working week it is 7)")
    }
    if !history.grid.isRegular {
      notes.append("times have no common step: each distinct time counts as the next one")
    }
    return notes
  }
}
