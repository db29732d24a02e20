extension RoleInference {
  static let scoreWords: Set<String> = [
    "score", "prob", "proba", "probability", "p", "phat", "confidence", "likelihood",
  ]
  static let predictionWords: Set<String> = [
    "prediction", "predicted", "pred", "predict", "preds", "yhat", "forecast", "estimate",
    "estimated",
  ]

  /// Whether a column is more likely to come from the model than from the world.
  func looksLikeOutput(_ column: ColumnSummary) -> Bool {
    column.isNamed(Self.predictionWords)
      || (column.isNamed(Self.scoreWords) && column.isShare)
  }

  func score(target: ColumnSummary) -> Inferred<String>? {
    if let score = given.score {
      return Inferred(score, "Given as --score.")
    }
    // People call a probability a prediction too; its values tell.
    if let prediction = given.prediction, let column = named(prediction), column.isProbability {
      return Inferred(
        prediction, "Given as --prediction; its values lie between 0 and 1, so it is the score.")
    }
    let candidates = columns.filter {
      $0.name != target.name && $0.name != given.prediction && $0.isProbability
        && ($0.isNamed(Self.scoreWords) || $0.isNamed(Self.predictionWords))
    }
    return choose(candidates, "Taken by its name and values between 0 and 1")
      ?? (given.prediction == nil ? likelyOutput : nil)
  }

  func prediction(
    target: ColumnSummary, score: String?, _ task: Project.Task
  ) -> Inferred<String>? {
    if let prediction = given.prediction, prediction != score {
      return Inferred(prediction, "Given as --prediction.")
    }
    let classes = Set(target.top.map(\.text))
    let candidates = columns.filter { column in
      guard column.name != target.name, column.name != score else { return false }
      switch task {
      case .binary, .multiclass:
        return column.isNamed(Self.predictionWords)
          && column.distinct.map { $0 <= (task == .binary ? 2 : classes.count) } ?? false
          && classes.isSuperset(of: column.top.map(\.text))
      case .regression, .forecast:
        return column.kind == .numeric && column.isNamed(Self.predictionWords)
      // A rank beside a score would say the order twice.
      case .ranking:
        return score == nil && column.kind == .numeric && column.isNamed(["rank", "place"])
      }
    }
    // What a class is told by is a score.
    return choose(candidates, "Taken by its name") ?? spelledAlike(target, classes, task)
      ?? (task == .binary ? nil : likelyOutput)
  }

  /// The column of three classes and more, in words, that has no value but the target's.
  private func spelledAlike(
    _ target: ColumnSummary, _ classes: Set<String>, _ task: Project.Task
  ) -> Inferred<String>? {
    guard task == .multiclass, target.kind != .numeric, classes.count > 2,
      target.distinct == classes.count
    else { return nil }
    return choose(
      columns.filter {
        $0.name != target.name && $0.kind == target.kind && $0.distinct == classes.count
          && classes == Set($0.top.map(\.text))
      }, "Its values are the target's classes")
  }

  private var likelyOutput: Inferred<String>? {
    given.likelyOutput.map {
      Inferred(
        $0.column,
        "No name says which column holds the predictions; \($0.reason), as predictions do.",
        check: true)
    }
  }

  private func named(_ name: String) -> ColumnSummary? {
    columns.first { $0.name == name }
  }

  /// The one candidate, or the one of the judged data, or the first with a word on the others.
  func choose(_ candidates: [ColumnSummary], _ reason: String) -> Inferred<String>? {
    guard let first = candidates.first else { return nil }
    guard candidates.count > 1 else { return Inferred(first.name, reason + ".", check: true) }
    let others = candidates.dropFirst().prefix(5).map { YAMLText.scalar($0.name) }
    return Inferred(
      first.name, "\(reason); so could \(others.joined(separator: ", ")) be.", check: true)
  }
}

extension ColumnSummary {
  /// Whether every number lies in 0…1.
  var isShare: Bool {
    guard kind == .numeric, let minimum, let maximum else { return false }
    return minimum >= 0 && maximum <= 1
  }

  /// Whether it is a share with more values than the two of a class.
  var isProbability: Bool {
    isShare && (distinct ?? .max) > 2
  }
}
