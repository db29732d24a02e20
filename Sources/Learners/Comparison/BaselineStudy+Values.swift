package import Measurements
internal import Statistics

extension BaselineStudy {
  /// Compares a regression with its baselines.
  ///
  /// - Throws: ``RowsError`` when a column is absent or unfit, `UnknownMetric` for a metric that
  ///   does not exist, `Undefined` when no test row can be compared.
  package func compareValues(train: RowTable, test: RowTable) throws -> BaselineComparison {
    guard let column = prediction ?? score else {
      throw Undefined("no column of the model's predictions is named")
    }
    let known = try ValueRows(train, target: target)
    let targets = try test.numbers(target)
    let predicted = try test.numbers(column)
    let places = targets.indices.filter { targets[$0].isFinite && predicted[$0].isFinite }
    guard !places.isEmpty else {
      throw Undefined("no test row has both a target and a prediction of the model")
    }
    let chosen = test.selecting(places)
    let truths = places.map { targets[$0] }
    let model = places.map { predicted[$0] }
    let metric = try primaryOfValues()
    var comparison = BaselineComparison(
      primary: metric.card, model: values(truths, model), baselines: [], beatsAll: false,
      testRows: places.count, trainRows: known.table.rowCount, answers: [],
      notes: notesOnRows(train, test))
    for baseline in self.chosen(BaselineCatalogue.value, { $0.card }) {
      var result = result(baseline.card, metric, truths, model) {
        (
          try baseline.answer(train: known, test: chosen, inputs: inputs),
          truths.indices.map { $0 }
        )
      }
      result.isAsked = baseline.isAsked(inputs)
      comparison.baselines.append(result)
    }
    if let previous {
      comparison.baselines.append(
        result(PreviousModel.card, metric, truths, model) {
          try previousAnswer(previous, chosen)
        })
    }
    if human != nil {
      comparison.notes.append("a declared human accuracy has no counterpart in a regression")
    }
    let left = test.rowCount - places.count
    if left > 0 {
      comparison.notes.append("\(left) test rows without a target or a prediction were left out")
    }
    finish(&comparison)
    return comparison
  }

  func primaryOfValues(
    otherwise key: String = MetricCatalogue.primaryKey(.regression, hasScores: false)
  ) throws -> any RegressionMetric.Type {
    let card = try MetricCatalogue.card(named: primary ?? key)
    guard let metric = MetricCatalogue.regression.first(where: { $0.card.key == card.key }) else {
      throw Undefined("\(card.title) is no metric of a regression")
    }
    return metric
  }

  func values(_ targets: [Double], _ predictions: [Double]) -> [MetricValue] {
    let measurement = RegressionMeasurement(targets: targets, predictions: predictions)
    return MetricCatalogue.regression.filter { $0.needs == .prediction }.map { metric in
      do throws(Undefined) {
        return MetricValue(
          card: metric.card, estimate: try metric.measure(measurement, level: level))
      } catch {
        return MetricValue(card: metric.card, estimate: Estimate(undefined: error))
      }
    }
  }

  private func result(
    _ card: Card, _ metric: any RegressionMetric.Type, _ targets: [Double], _ model: [Double],
    _ answer: () throws -> (ValueAnswer, rows: [Int])
  ) -> BaselineComparison.Baseline {
    do {
      let (answer, rows) = try answer()
      let truths = rows.map { targets[$0] }
      var result = BaselineComparison.Baseline(
        card, description: answer.description, isAvailable: true)
      result.dropped = answer.dropped
      result.metrics = values(truths, answer.values)
      do throws(Undefined) {
        result.difference = try ValueDifference(
          targets: truths, model: rows.map { model[$0] }, other: answer.values, level: level,
          draws: draws, seed: seed
        ).measure(metric)
      } catch {
        result.differenceNote = error.reason
      }
      return result
    } catch {
      return BaselineComparison.Baseline(
        card, description: Self.reason(error), isAvailable: false)
    }
  }

  private func previousAnswer(
    _ previous: PreviousModel, _ test: RowTable
  ) throws -> (ValueAnswer, rows: [Int]) {
    guard let column = previous.prediction ?? previous.score else {
      throw Undefined("no column of the previous model's predictions is named")
    }
    let values = try test.numbers(column)
    let rows = values.indices.filter { values[$0].isFinite }
    guard !rows.isEmpty else {
      throw Undefined("no test row has a prediction of the previous model")
    }
    return (
      ValueAnswer(
        values: rows.map { values[$0] },
        description: "its predictions on \(rows.count) test rows"), rows
    )
  }
}
