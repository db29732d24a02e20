package import Measurements
internal import Statistics

extension BaselineStudy {
  /// Compares a classifier of any number of classes with its baselines.
  ///
  /// - Throws: ``RowsError`` when a column is absent or unfit, ``StudyRefusal`` when classes and
  ///   probabilities do not fit one another, `UnknownMetric` for a metric that does not exist,
  ///   `Undefined` when no test row can be compared.
  package func compareMulticlass(train: RowTable, test: RowTable) throws -> BaselineComparison {
    try checkPixels(train, test)
    let trainTexts = try ClassTexts.read(try train.column(target))
    let testTexts = try ClassTexts.read(try test.column(target))
    let calls = try prediction.map { try ClassTexts.read(try test.column($0)) }
    let names = try classNames(trainTexts, testTexts + (calls ?? []))
    let places = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { one, _ in one })
    let known = rows(train, trainTexts, names, places)
    var inputs = inputs
    inputs.seed = seed
    guard calls != nil || !probabilities.isEmpty else {
      throw Undefined("no column of the model's predictions is named")
    }
    let given = probabilities.isEmpty ? nil : try modelProbabilities(test, names)
    var compared: [Int] = []
    for row in testTexts.indices {
      let hasCall = calls.map { $0[row] != nil } ?? true
      let hasShares = given.map { $0[row].allSatisfy(\.isFinite) } ?? true
      if testTexts[row] != nil, hasCall, hasShares { compared.append(row) }
    }
    guard !compared.isEmpty else {
      throw Undefined("no test row has both a label and a prediction of the model")
    }
    let chosen = test.selecting(compared)
    let shares = given.map { all in compared.map { all[$0] } }
    let model = ClassPredictions(
      names: names, truths: compared.map { places[testTexts[$0] ?? ""] ?? 0 },
      probabilities: shares,
      calls: .certain(
        compared.enumerated().map { place, row in
          calls?[row].flatMap { places[$0] } ?? ClassAnswer.likeliest(shares?[place] ?? [])
        }))
    let metric = try primaryOfMulticlass(hasProbabilities: shares != nil)
    var comparison = BaselineComparison(
      primary: metric.card, model: model.values(level: level), baselines: [], beatsAll: false,
      testRows: compared.count, trainRows: known.table.rowCount, answers: [],
      notes: notesOnRows(train, test))
    for baseline in self.chosen(
      BaselineCatalogue.classes, training: known.counts, { $0.card })
    {
      comparison.baselines.append(
        result(baseline.card, metric, model) {
          let answer = try baseline.answer(train: known, test: chosen, inputs: inputs)
          return (answer, Array(model.truths.indices))
        })
    }
    if let previous {
      comparison.baselines.append(
        result(PreviousModel.card, metric, model) {
          try previousAnswer(previous, chosen, places)
        })
    }
    if let human { comparison.baselines.append(humanResult(human, model)) }
    let left = test.rowCount - compared.count
    if left > 0 {
      comparison.notes.append("\(left) test rows without a label or a prediction were left out")
    }
    comparison.notes += notes(on: known, model)
    finish(&comparison)
    return comparison
  }

  /// The declared classes, or those of the rows by name; others than the declared ones last.
  private func classNames(_ train: [String?], _ test: [String?]) throws -> [String] {
    let found = Set((train + test).compactMap(\.self))
    guard found.count <= ClassRows.limit else {
      throw StudyRefusal(
        "Column “\(target)” holds more than \(ClassRows.limit) classes: for numbers that are no "
          + "classes, use --task regression.")
    }
    guard Set(classes).count == classes.count else {
      throw StudyRefusal("--classes names a class twice.")
    }
    return classes + ClassTexts.ordered(found.subtracting(classes))
  }

  private func rows(
    _ table: RowTable, _ texts: [String?], _ names: [String], _ places: [String: Int]
  ) -> ClassRows {
    let labelled = texts.indices.filter { texts[$0] != nil }
    return ClassRows(
      table: labelled.count == texts.count ? table : table.selecting(labelled),
      classes: labelled.map { places[texts[$0] ?? ""] ?? 0 }, names: names)
  }

  /// The model's probabilities, row after row; 0 for classes that it does not name.
  private func modelProbabilities(
    _ test: RowTable, _ names: [String]
  ) throws -> [[Double]] {
    guard probabilities.count == classes.count else {
      throw StudyRefusal(
        "--probabilities names \(probabilities.count) columns, --classes \(classes.count) classes: "
          + "each class needs its column, in the same order.")
    }
    let columns = try probabilities.map { try test.numbers($0) }
    let rest = [Double](repeating: 0, count: names.count - classes.count)
    return (0..<test.rowCount).map { row in columns.map { $0[row] } + rest }
  }

  private func primaryOfMulticlass(
    hasProbabilities: Bool
  ) throws -> any MulticlassMetric.Type {
    let name =
      primary ?? MetricCatalogue.primaryKey(.multiclass, hasScores: hasProbabilities)
    let card = try MetricCatalogue.card(named: name)
    guard let metric = MetricCatalogue.multiclass.first(where: { $0.card.key == card.key }) else {
      throw StudyRefusal(
        "\(card.title) is no metric of a multiclass task: name another with --primary.")
    }
    guard hasProbabilities || metric.multiclassNeeds == .predictedClass else {
      throw StudyRefusal(
        "\(card.title) needs probabilities: name their columns with --probabilities.")
    }
    return metric
  }

  private func result(
    _ card: Card, _ metric: any MulticlassMetric.Type, _ model: ClassPredictions,
    _ answer: () throws -> (ClassAnswer, rows: [Int])
  ) -> BaselineComparison.Baseline {
    do {
      let (answer, rows) = try answer()
      let own = rows.count == model.truths.count ? model : model.selecting(rows)
      let other = ClassPredictions(
        names: model.names, truths: own.truths, probabilities: answer.probabilities,
        calls: answer.calls)
      var result = BaselineComparison.Baseline(
        card, description: answer.description, isAvailable: true)
      result.dropped = answer.dropped
      result.metrics = other.values(level: level)
      do throws(Undefined) {
        result.difference = try ClassDifference(
          model: own, other: other, level: level, draws: draws, seed: seed
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
    _ previous: PreviousModel, _ test: RowTable, _ places: [String: Int]
  ) throws -> (ClassAnswer, rows: [Int]) {
    guard let column = previous.prediction ?? previous.score else {
      throw Undefined("no column of the previous model's predictions is named")
    }
    let calls = try ClassTexts.read(try test.column(column)).map { $0.flatMap { places[$0] } }
    let rows = calls.indices.filter { calls[$0] != nil }
    guard !rows.isEmpty else {
      throw Undefined("no test row has a prediction of the previous model that is a class")
    }
    return (
      ClassAnswer(
        probabilities: nil, calls: .certain(rows.map { calls[$0] ?? 0 }),
        description: "its predictions on \(rows.count) test rows"), rows
    )
  }

  private func humanResult(
    _ human: HumanAccuracy, _ model: ClassPredictions
  ) -> BaselineComparison.Baseline {
    let right = model.rightness.reduce(0, +)
    return humanResult(human, right: Int(right), rows: model.truths.count)
  }

  private func notes(on train: ClassRows, _ model: ClassPredictions) -> [String] {
    var notes: [String] = []
    let undeclared =
      classes.isEmpty ? [] : model.truths.filter { $0 >= classes.count }.map { model.names[$0] }
    if !undeclared.isEmpty {
      notes.append(
        "\(undeclared.count) of \(model.truths.count) test rows are of a class that is not in --classes "
          + "(\(Set(undeclared).sorted().prefix(5).joined(separator: ", "))); its probability counts as 0"
      )
    }
    let unseen = Set(model.truths).filter { train.counts[$0] == 0 }.map { model.names[$0] }
    if !unseen.isEmpty {
      notes.append(
        "\(unseen.count == 1 ? "class" : "classes") "
          + unseen.sorted().prefix(5).joined(separator: ", ")
          + " of the test rows \(unseen.count == 1 ? "is" : "are") not among the training rows: no "
          + "baseline can name \(unseen.count == 1 ? "it" : "them")")
    }
    var counts = [Int](repeating: 0, count: model.names.count)
    for truth in model.truths { counts[truth] += 1 }
    if let note = BaselineWords.balance(counts: counts) { notes.append(note) }
    if let note = imageNote(train.counts) { notes.append(note) }
    return notes
  }
}
