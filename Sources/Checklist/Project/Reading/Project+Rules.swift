internal import Statistics

extension ConfigurationReader {
  /// Refuses decisions without exactly one item, and waivers without an end: before the typed
  /// values are made, which could not hold them.
  mutating func refuseUndecided(_ values: ConfigurationMapping) {
    for (index, decision) in values.mappings(Project.Key.decisions).enumerated() {
      let place = places["decisions[\(index)]"] ?? Place(line: 1, column: 1)
      let items = [ItemDecision.Key.aspect, ItemDecision.Key.check].count {
        decision.text($0) != nil
      }
      if items != 1, decision.text(ItemDecision.Key.kind) != nil {
        refuse(
          "a decision is about one aspect or one check, and this one names \(items == 0 ? "none" : "both")",
          at: place, remedy: "give either `aspect:` or `check:`")
      }
      if decision.text(ItemDecision.Key.kind) == ItemDecision.Kind.waive.rawValue,
        decision.text(ItemDecision.Key.until) == nil
      {
        refuse(
          "a waiver needs an end", at: place,
          remedy: "add the last day on which it holds, for example `until: 2027-03-31`")
      }
    }
  }
}

extension Project {
  /// What no single key shows: values that contradict one another or the task.
  func brokenRules(vocabulary: Vocabulary) -> [ProjectError] {
    missingData + tasksRules(vocabulary) + metricsRules(vocabulary) + columnsRules + sharesRules
      + limitsRules + parityRules + truthRules + integrationRules + driftRules
      + planRules + engineRules + pipelineRules
  }

  private var missingData: [ProjectError] {
    guard data.sets.isEmpty else { return [] }
    return [
      refusal(
        of: "data", "“data” names no data set",
        remedy: "give at least one of \(Key.data.memberNames)")
    ]
  }

  /// Goals that no model can reach or miss, and changes wider than all there is.
  private func metricsRules(_ vocabulary: Vocabulary) -> [ProjectError] {
    func known(_ name: String) -> Vocabulary.Metric? {
      vocabulary.metrics.first { $0.name == name && $0.tasks.contains(model.task) }
    }
    var errors: [ProjectError] = []
    let primary = metrics.primary.flatMap(known)
    let named =
      metrics.goals.keys.sorted().compactMap { name in
        known(name).map { ($0, "metrics.goals.\(name)") }
      } + [primary.map { ($0, "metrics.primary") }].compactMap(\.self)
    for (metric, path) in named where metric.direction == .neutral {
      errors.append(
        refusal(
          of: path, "“\(metric.name)” is better neither high nor low, so it cannot be judged",
          remedy: "remove it here"))
    }
    for (name, goal) in metrics.goals.sorted(by: { $0.key < $1.key }) {
      guard let metric = known(name), !metric.goals.contains(goal) else { continue }
      errors.append(
        refusal(
          of: "metrics.goals.\(name)",
          "a goal of \(ConfigurationShape.number(goal)) is out of the range of “\(name)”",
          remedy: metric.direction == .zeroIsBest
            ? "give how far from zero it may be, 0 or more"
            : "it must be \(ConfigurationShape.number(metric.goals).expectation)"))
    }
    guard let primary, case let width = primary.range.upperBound - primary.range.lowerBound,
      width.isFinite
    else { return errors }
    for (path, value) in [
      ("metrics.smallest-drop", metrics.smallestDrop), ("baseline.margin", baseline.margin),
    ] where places[path] != nil && value >= width {
      errors.append(
        refusal(
          of: path,
          """
          “\(path)” of \(ConfigurationShape.number(value)) is as wide as the whole range of \
          “\(primary.name)”
          """,
          remedy: "give a change below \(ConfigurationShape.number(width))"))
    }
    return errors
  }

  private var columnsRules: [ProjectError] {
    var errors: [ProjectError] = []
    let single = [
      ("target", columns.target), ("prediction", columns.prediction), ("score", columns.score),
      ("item", columns.item), ("timestamp", columns.timestamp),
    ]
    for (index, (role, column)) in single.enumerated() {
      guard let column else { continue }
      if let (other, _) = single[..<index].first(where: { $0.1 == column }) {
        errors.append(
          refusal(
            of: "columns.\(role)",
            "“\(column.shortened)” is both columns.\(other) and columns.\(role)",
            remedy: "a column has one of these roles"))
      }
    }
    let outputs =
      single.compactMap { role, column in
        ["item", "timestamp"].contains(role) ? nil : column.map { (role, $0) }
      } + columns.probabilities.map { ("probabilities", $0) }
    let lists = [
      ("features", columns.features ?? []), ("ignore", columns.ignore),
      ("unavailable-at-scoring", columns.unavailableAtScoring),
      ("segments", columns.segments), ("protected", columns.protected),
      ("identifier", columns.identifier), ("probabilities", columns.probabilities),
      ("series", columns.series),
      ("identifier", columns.identifier), ("personal", columns.personal),
      ("quasi-identifiers", columns.quasiIdentifiers),
    ]
    for (list, members) in lists {
      for (index, column) in members.enumerated() {
        if let (role, _) = outputs.first(where: { $0.1 == column && $0.0 != list }) {
          errors.append(
            refusal(
              of: "columns.\(list)[\(index)]",
              "“\(column.shortened)” is columns.\(role) and cannot be in columns.\(list)",
              remedy: "remove it here"))
        } else if members[..<index].contains(column) {
          errors.append(
            refusal(
              of: "columns.\(list)[\(index)]",
              "“\(column.shortened)” is in columns.\(list) twice", remedy: "remove one"))
        }
      }
    }
    return errors
  }

  private var sharesRules: [ProjectError] {
    /// Room for shares that were rounded to three places.
    let tolerance = 0.005
    var errors: [ProjectError] = []
    for (column, shares) in population.sorted(by: { $0.key < $1.key }) {
      let sum = shares.values.reduce(0, +)
      if sum > 1 + tolerance {
        errors.append(
          refusal(
            of: "population.\(column)",
            "the shares of “\(column.shortened)” sum to \(ConfigurationShape.number(sum)), above 1",
            remedy: "shares may leave room for other values and not more than 1"))
      }
    }
    if let fractions = split?.fractions, !fractions.isEmpty {
      let sum = fractions.values.reduce(0, +)
      if (sum - 1).magnitude > tolerance {
        errors.append(
          refusal(
            of: "split.fractions",
            "the fractions sum to \(ConfigurationShape.number(sum)) and not to 1"))
      }
    }
    return errors
  }
}

extension ConfigurationKey {
  /// The names of its own keys, for a sentence.
  var memberNames: String {
    guard case .mapping(let keys) = shape else { return "" }
    return keys.map(\.name).joined(separator: ", ")
  }
}
