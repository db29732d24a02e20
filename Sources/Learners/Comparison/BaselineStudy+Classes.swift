package import Measurements
internal import Statistics

extension BaselineStudy {
  /// Compares a binary classifier with its baselines.
  ///
  /// - Throws: ``RowsError`` when a column is absent or unfit, `UnknownMetric` for a metric that
  ///   does not exist, `Undefined` when no test row can be compared.
  package func compareClasses(train: RowTable, test: RowTable) throws -> BaselineComparison {
    try checkPixels(train, test)
    let known = try BinaryRows(train, target: target, positive: positive)
    let labels = try BinaryLabels(try test.column(target), positive: positive)
    let rows = try predictedRows(test, labels)
    guard !rows.places.isEmpty else {
      throw Undefined("no test row has both a label and a prediction of the model")
    }
    let chosen = test.selecting(rows.places)
    let model = rows.predictions
    let metric = try primaryOfClasses(hasScores: model.scores != nil)
    var inputs = inputs
    inputs.threshold = threshold
    inputs.seed = seed
    let positives = known.isPositive.count { $0 }
    if metric.card.key == "accuracy" || metric.card.key == "microF1" { inputs.cut = .accuracy }
    var comparison = BaselineComparison(
      primary: metric.card, model: model.values(level: level), baselines: [], beatsAll: false,
      testRows: rows.places.count, trainRows: known.table.rowCount, answers: [],
      notes: notesOnRows(train, test))
    for baseline in self.chosen(
      BaselineCatalogue.binary, training: [positives, known.isPositive.count - positives],
      { $0.card })
    {
      comparison.baselines.append(
        result(baseline.card) {
          let answer = try baseline.answer(train: known, test: chosen, inputs: inputs)
          let other = BinaryPredictions(
            isPositive: model.isPositive, scores: answer.scores, calls: answer.calls)
          return (answer, model, other)
        } compare: {
          try difference(metric, $0, $1)
        })
    }
    if let previous {
      comparison.baselines.append(
        result(PreviousModel.card) {
          try previousAnswer(previous, chosen, model, labels.positiveName)
        } compare: {
          try difference(metric, $0, $1)
        })
    }
    if let human, case .certain(let calls) = model.calls {
      let right = zip(model.isPositive, calls).count { $0 == $1 }
      comparison.baselines.append(humanResult(human, right: right, rows: calls.count))
    }
    let left = test.rowCount - rows.places.count
    if left > 0 {
      comparison.notes.append("\(left) test rows without a label or a prediction were left out")
    }
    if let note = BaselineWords.balance(model.isPositive) { comparison.notes.append(note) }
    if let note = imageNote([positives, known.isPositive.count - positives]) {
      comparison.notes.append(note)
    }
    finish(&comparison)
    return comparison
  }

  private func primaryOfClasses(hasScores: Bool) throws -> any BinaryMetric.Type {
    let name = primary ?? MetricCatalogue.primaryKey(.binary, hasScores: hasScores)
    let card = try MetricCatalogue.card(named: name)
    guard let metric = MetricCatalogue.binary.first(where: { $0.card.key == card.key }) else {
      throw Undefined("\(card.title) is no metric of a binary task")
    }
    guard hasScores || metric.needs == .predictedClass else {
      throw Undefined("\(card.title) needs the model's scores: name their column with --score")
    }
    return metric
  }

  private func difference(
    _ metric: any BinaryMetric.Type, _ model: BinaryPredictions, _ other: BinaryPredictions
  ) throws -> PairedDifference {
    try BinaryDifference(model: model, other: other, level: level, draws: draws, seed: seed)
      .measure(metric)
  }

  private func result(
    _ card: Card,
    _ answer: () throws -> (BinaryAnswer, BinaryPredictions, BinaryPredictions),
    compare: (BinaryPredictions, BinaryPredictions) throws -> PairedDifference
  ) -> BaselineComparison.Baseline {
    do {
      let (answer, model, other) = try answer()
      var result = BaselineComparison.Baseline(
        card, description: answer.description, isAvailable: true)
      result.dropped = answer.dropped
      result.metrics = other.values(level: level)
      do {
        result.difference = try compare(model, other)
      } catch {
        result.differenceNote = Self.reason(error)
      }
      return result
    } catch {
      return BaselineComparison.Baseline(
        card, description: Self.reason(error), isAvailable: false)
    }
  }

  /// The rows of test that have a label and the model's prediction.
  private func predictedRows(
    _ test: RowTable, _ labels: BinaryLabels
  ) throws -> (places: [Int], predictions: BinaryPredictions) {
    guard score != nil || prediction != nil else {
      throw Undefined("no column of the model's predictions is named")
    }
    let predictions = try columns(score, prediction, test, labels.positiveName)
    var places: [Int] = []
    var truths: [Bool] = []
    for (place, row) in labels.rows.enumerated() where predictions.isComplete(row) {
      places.append(row)
      truths.append(labels.isPositive[place])
    }
    return (
      places,
      BinaryPredictions(
        isPositive: truths, scores: predictions.scores.map { all in places.map { all[$0] } },
        calls: .certain(places.map { predictions.call($0, threshold) }))
    )
  }

  private func previousAnswer(
    _ previous: PreviousModel, _ test: RowTable, _ model: BinaryPredictions, _ positive: String
  ) throws -> (BinaryAnswer, BinaryPredictions, BinaryPredictions) {
    guard previous.score != nil || previous.prediction != nil else {
      throw Undefined("no column of the previous model's predictions is named")
    }
    let columns = try columns(previous.score, previous.prediction, test, positive)
    let rows = model.isPositive.indices.filter(columns.isComplete)
    guard !rows.isEmpty else {
      throw Undefined("no test row has a prediction of the previous model")
    }
    let answer = BinaryAnswer(
      scores: columns.scores.map { all in rows.map { all[$0] } },
      calls: .certain(rows.map { columns.call($0, threshold) }),
      description: "its predictions on \(rows.count) test rows")
    let other = BinaryPredictions(
      isPositive: rows.map { model.isPositive[$0] }, scores: answer.scores, calls: answer.calls)
    return (answer, model.selecting(rows), other)
  }

  private func columns(
    _ score: String?, _ prediction: String?, _ table: RowTable, _ positive: String
  ) throws -> PredictionColumns {
    var columns = PredictionColumns()
    if let score { columns.scores = try table.numbers(score) }
    if let prediction {
      let labels = try BinaryLabels(try table.column(prediction), positive: positive)
      var calls = [Bool?](repeating: nil, count: table.rowCount)
      for (place, row) in labels.rows.enumerated() { calls[row] = labels.isPositive[place] }
      columns.calls = calls
    }
    return columns
  }

  func humanResult(
    _ human: HumanAccuracy, right: Int, rows: Int
  ) -> BaselineComparison.Baseline {
    var result = BaselineComparison.Baseline(
      HumanAccuracy.card,
      description: "people are right on \(Wording.percent(human.value)) of rows"
        + (human.rows.map { ", judged on \($0)" } ?? ", as declared"),
      isAvailable: true)
    result.counts = false
    result.metrics = [MetricValue(card: Accuracy.card, estimate: human.estimate(level: level))]
    do throws(Undefined) {
      result.difference = try human.difference(right: right, rows: rows, level: level)
      result.differenceNote = "in accuracy; never required: people may be too ambitious a goal"
    } catch {
      result.differenceNote = error.reason
    }
    return result
  }
}

/// Columns of a model's predictions, missing values and all.
private struct PredictionColumns {
  var scores: [Double]?
  var calls: [Bool?]?

  func isComplete(_ row: Int) -> Bool {
    (scores.map { $0[row].isFinite } ?? true) && (calls.map { $0[row] != nil } ?? true)
  }

  func call(_ row: Int, _ threshold: Double) -> Bool {
    if let call = calls?[row] { return call }
    return (scores?[row] ?? -.infinity) >= threshold
  }
}
