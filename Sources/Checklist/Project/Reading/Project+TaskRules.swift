extension Project {
  /// Keys that only some tasks have, and which.
  private static let ofTasks: [(path: String, tasks: [Task])] = [
    ("columns.positive", [.binary]), ("columns.score", [.binary, .ranking]),
    ("columns.probabilities", [.multiclass]), ("columns.classes", [.multiclass]),
    ("columns.series", [.forecast]), ("columns.item", [.ranking]),
    ("metrics.threshold", [.binary]), ("metrics.season", [.forecast]),
    ("metrics.horizon", [.forecast]), ("metrics.places", [.multiclass, .ranking]),
    ("baseline.group", [.regression]), ("baseline.human-accuracy", [.binary, .multiclass]),
    ("fairness.selection-ratio", [.binary, .multiclass]),
    ("fairness.odds-difference", [.binary, .multiclass]),
    ("fairness.error-ratio", [.regression]),
  ]

  /// What contradicts the task, or what it lacks.
  func tasksRules(_ vocabulary: Vocabulary) -> [ProjectError] {
    foreignKeys + foreignMetrics(vocabulary) + missingForTask + classesRules
  }

  private var foreignKeys: [ProjectError] {
    Self.ofTasks.filter {
      !$0.tasks.contains(model.task) && places[$0.path] != nil && settings[$0.path] != nil
    }.map {
      refusal(
        of: $0.path, "“\($0.path)” has no meaning for the task “\(model.task.rawValue)”",
        remedy: "remove it or change `model.task`")
    }
  }

  private func foreignMetrics(_ vocabulary: Vocabulary) -> [ProjectError] {
    var named = metrics.goals.keys.sorted().map { ($0, "metrics.goals.\($0)") }
    if let primary = metrics.primary { named.append((primary, "metrics.primary")) }
    return named.compactMap { name, path in
      guard let metric = vocabulary.metrics.first(where: { $0.name == name }),
        !metric.tasks.contains(model.task)
      else { return nil }
      let possible = vocabulary.metrics.filter { $0.tasks.contains(model.task) }.map(\.name)
      return refusal(
        of: path, "“\(name)” does not measure the task “\(model.task.rawValue)”",
        remedy: "there are \(possible.joined(separator: ", "))")
    }
  }

  private var missingForTask: [ProjectError] {
    switch model.task {
    case .forecast where columns.timestamp == nil:
      [
        refusal(
          of: "columns", "a forecast needs the time of each row",
          remedy: "name its column: `timestamp: \(Columns.Key.timestamp.example)`")
      ]
    case .ranking where columns.entity == nil:
      [
        refusal(
          of: "columns", "a ranking needs the query or user that each row belongs to",
          remedy: "name its column: `entity: user`")
      ]
    case .ranking where columns.score != nil && columns.prediction != nil:
      [
        refusal(
          of: "columns.prediction",
          "rows are ranked by columns.score, the best largest, or by columns.prediction, the best smallest",
          remedy: "name one of them")
      ]
    case .binary, .multiclass, .regression, .forecast, .ranking: []
    }
  }

  private var classesRules: [ProjectError] {
    guard model.task == .multiclass else { return [] }
    let (classes, probabilities) = (columns.classes, columns.probabilities)
    if let place = classes.indices.first(where: { classes[..<$0].contains(classes[$0]) }) {
      return [
        refusal(
          of: "columns.classes[\(place)]",
          "“\(classes[place].shortened)” is in columns.classes twice", remedy: "remove one")
      ]
    }
    if classes.count == 1 {
      return [
        refusal(
          of: "columns.classes", "“columns.classes” names one class",
          remedy: "name all of them, two or more")
      ]
    }
    guard !probabilities.isEmpty, probabilities.count != classes.count else { return [] }
    return [
      refusal(
        of: "columns.probabilities",
        """
        “columns.probabilities” names \(probabilities.count) \
        \(probabilities.count == 1 ? "column" : "columns") and “columns.classes” \(classes.count) classes
        """, remedy: "give each class its column, in the same order")
    ]
  }
}
