extension RoleInference {
  private static let targetWords: Set<String> = [
    "target", "label", "outcome", "y", "truth", "actual", "response",
  ]

  func target() throws(RoleInferenceError) -> Inferred<String> {
    if let name = given.target {
      return Inferred(name, "Given as --target.")
    }
    var candidates = columns.filter { column in
      !labelled.isEmpty && labelled.allSatisfy { $0.has(column.name) }
        && !isGivenAsOther(column.name) && !looksLikeOutput(column)
    }
    if let scoring {
      candidates.removeAll { scoring.has($0.name) }
      if candidates.count == 1, let column = candidates.first {
        return Inferred(
          column.name, "The only column of the labelled data that the scoring data lack.")
      }
    }
    let named = candidates.filter { $0.isNamed(Self.targetWords) }
    if named.count == 1, let column = named.first {
      return Inferred(column.name, "Taken by its name.", check: true)
    }
    throw undecided(named.isEmpty ? candidates : named)
  }

  private func undecided(_ candidates: [ColumnSummary]) -> RoleInferenceError {
    guard !candidates.isEmpty else {
      return RoleInferenceError(
        message: "no column looks like the target", remedy: "give it with --target COL")
    }
    let shown = candidates.prefix(12).map { YAMLText.scalar($0.name) }.joined(separator: ", ")
    return RoleInferenceError(
      message:
        "\(candidates.count) columns could be the target: \(shown)"
        + (candidates.count > 12 ? ", …" : ""),
      remedy: "give the right one with --target COL")
  }

  private func isGivenAsOther(_ name: String) -> Bool {
    [given.prediction, given.score, given.timestamp, given.entity, given.item].contains(name)
      || (given.probabilities + given.series).contains(name)
  }

  func task(of target: ColumnSummary) throws(RoleInferenceError) -> Inferred<Project.Task> {
    if let task = given.task {
      return Inferred(task, "Given as --task.")
    }
    let name = YAMLText.scalar(target.name)
    if target.kind == .boolean || target.distinct == 2 {
      return Inferred(.binary, "\(name) has two values.")
    }
    guard let distinct = target.distinct ?? (target.kind == .numeric ? Int.max : nil) else {
      throw RoleInferenceError(
        message: "the target \(name) holds text with many values, which is no class and no number",
        remedy: "give another column with --target COL")
    }
    if distinct < 2 {
      throw RoleInferenceError(
        message: "the target \(name) has \(distinct == 1 ? "one value" : "no value") only",
        remedy: "give data with both outcomes, or another column with --target COL")
    }
    guard target.kind == .numeric else {
      return Inferred(.multiclass, "\(name) has \(distinct) classes.")
    }
    // A few whole numbers may be classes as well as amounts: only a person knows.
    if distinct <= 20, target.isWhole {
      throw RoleInferenceError(
        message: "the target \(name) has \(distinct) whole values, which may be classes or amounts",
        remedy: "give --task multiclass if they are classes, --task regression if they are amounts")
    }
    return Inferred(
      .regression,
      "\(name) holds numbers; if they are those of series over time, --task forecast says so.")
  }

  func positive(of target: ColumnSummary) throws(RoleInferenceError) -> Inferred<String>? {
    let values = target.top
    if let positive = given.positive {
      let isKnown = values.contains { value in
        value.text == positive
          || Double(value.text).flatMap { number in Double(positive).map { $0 == number } } ?? false
      }
      guard isKnown || values.count != 2 else {
        throw RoleInferenceError(
          message:
            "the target \(YAMLText.scalar(target.name)) has no value “\(positive.shortened)”",
          remedy: "give --positive as one of \(others(than: positive, values))")
      }
      return Inferred(positive, "Given as --positive.")
    }
    for word in ["1", "1.0", "true", "yes", "y", "t", "positive"] {
      if values.count == 2, let value = values.first(where: { $0.text.lowercased() == word }) {
        return Inferred(
          value.text, "The other value is \(others(than: value.text, values)).")
      }
    }
    guard values.count == 2, let rarer = values.min(by: { $0.count < $1.count }) else { return nil }
    return Inferred(
      rarer.text,
      "The rarer value is taken as positive; the other is \(others(than: rarer.text, values)).",
      check: true)
  }

  private func others(than value: String, _ values: [ColumnSummary.Value]) -> String {
    values.map(\.text).filter { $0 != value }.map(YAMLText.scalar).joined(separator: ", ")
  }
}

extension ColumnSummary {
  /// Whether the extremes and every value that is known are whole numbers.
  var isWhole: Bool {
    let known = [minimum, maximum].compactMap(\.self) + top.compactMap { Double($0.text) }
    return !known.isEmpty && known.allSatisfy { $0.rounded() == $0 }
  }
}
