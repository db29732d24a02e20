extension ConfigurationReader {
  /// Refuses costs of one side only, which the typed values could not hold.
  mutating func refuseHalfCosts(_ values: ConfigurationMapping) {
    typealias Key = Project.Integration.Key
    let costs = values.mapping(Project.Key.integration).mapping(Key.costs)
    let pairs = [(Key.falsePositive, Key.falseNegative), (Key.over, Key.under)]
    func isGiven(_ key: ConfigurationKey) -> Bool { costs[key.name] != nil }
    let given = pairs.filter { isGiven($0) || isGiven($1) }
    if !costs.entries.isEmpty, given.isEmpty {
      refuse(
        "“integration.costs” says what no wrong prediction costs",
        at: places["integration.costs"] ?? Place(line: 1, column: 1),
        remedy: "add false-positive and false-negative, or over and under for a regression")
    }
    for (first, second) in given where isGiven(first) != isGiven(second) {
      let (there, absent) = isGiven(first) ? (first, second) : (second, first)
      refuse(
        "“integration.costs.\(there.name)” stands without “\(absent.name)”",
        at: places["integration.costs.\(there.name)"] ?? Place(line: 1, column: 1),
        remedy: "add `\(absent.name): \(absent.example)`: only both together tell what is cheaper")
    }
  }
}

extension ConfigurationReader {
  /// Refuses a fallback that is named twice or not at all.
  mutating func refuseUnclearFallback(_ values: ConfigurationMapping) {
    typealias Key = Project.Integration.Key
    let fallback = values.mapping(Project.Key.integration).mapping(Key.fallback)
    guard !fallback.entries.isEmpty else { return }
    let named = [Key.value, Key.onnx, Key.command].filter { fallback[$0.name] != nil }
    guard named.count != 1 else { return }
    let place = places["integration.fallback"] ?? Place(line: 1, column: 1)
    if named.isEmpty {
      refuse(
        "“integration.fallback” names nothing that could answer", at: place,
        remedy: "add value, onnx or command")
    } else {
      refuse(
        "the fallback is named by \(named.map(\.name).joined(separator: " and by "))", at: place,
        remedy: "keep one of them")
    }
  }
}

extension Project {
  /// Costs that contradict the task or each other, and outputs that nothing can be.
  var integrationRules: [ProjectError] {
    var errors: [ProjectError] = []
    switch integration.costs?.kind {
    case .calls(let falsePositive, let falseNegative, let truePositive, let trueNegative):
      if model.task == .regression {
        errors.append(foreign("false-positive", "over and under"))
      }
      for (key, wrong, right) in [
        ("false-positive", falsePositive, trueNegative),
        ("false-negative", falseNegative, truePositive),
      ] where wrong <= right {
        errors.append(
          refusal(
            of: "integration.costs.\(key)",
            """
            a wrong call costs \(ConfigurationShape.number(wrong)) and the right one \
            \(ConfigurationShape.number(right)), which is not less
            """, remedy: "a wrong call must cost more; give a gain as a negative cost"))
      }
    case .errors(let over, let under):
      if model.task == .binary {
        errors.append(foreign("over", "false-positive and false-negative"))
      }
      if over + under <= 0 {
        errors.append(
          refusal(
            of: "integration.costs.over", "no error costs anything",
            remedy: "give over or under a cost above 0"))
      }
    case nil: break
    }
    let output = integration.output
    for (path, low, high) in [
      ("integration.output.min", output?.min, output?.max),
      ("integration.output.positives.min", output?.leastPositives, output?.mostPositives),
    ] {
      guard let low, let high, low > high else { continue }
      errors.append(
        refusal(of: path, "min is above max, so that nothing fits", remedy: "exchange them"))
    }
    if let send = integration.feedback?.send, !send.isEmpty,
      !send.contains(where: { $0.contains("{key}") })
    {
      errors.append(
        refusal(
          of: "integration.feedback.send",
          "nothing in the command says which prediction is reported",
          remedy: "put {key} where the prediction's key belongs"))
    }
    let shares = [output?.leastPositives, output?.mostPositives].compactMap(\.self)
    if model.task == .regression, !shares.isEmpty {
      errors.append(
        refusal(
          of: "integration.output.positives",
          "“integration.output.positives” has no meaning for the task “regression”",
          remedy: "remove it or change `model.task`"))
    }
    return errors
  }

  private func foreign(_ key: String, _ other: String) -> ProjectError {
    refusal(
      of: "integration.costs.\(key)",
      "“integration.costs.\(key)” has no meaning for the task “\(model.task.rawValue)”",
      remedy: "give \(other), or change `model.task`")
  }
}
