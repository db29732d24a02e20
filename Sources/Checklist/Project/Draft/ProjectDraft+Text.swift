extension ProjectDraft {
  /// The file: the values that were found with their reasons, then the questions, waiting for
  /// answers.
  ///
  /// Other keys are named by the reference and by the schema beside the file. Reading it back gives
  /// the draft's values.
  package var text: String {
    var lines = ["# yaml-language-server: $schema=\(Self.schemaPath)"]
    lines += YAMLText.comment(
      """
      What Assay knows about this model; `assay assess` reads this file. First check what was found: \
      lines that say CHECK hold a guess. Then answer the questions that only you can.
      """, indent: "")
    let found = Project.keys.filter { values[$0.name] != nil }
    lines += found.flatMap { [""] + section($0) }
    lines += [""]
    lines += YAMLText.comment(
      """
      What else can be said: docs/configuration.md has every key, and so has an editor that knows the schema \
      above. A check that lacks something names the key that would give it, such as \
      \(Self.others.joined(separator: ", ")).
      """, indent: "")
    lines += Project.keys.filter(\.isAnswers).flatMap { key in
      [""]
        + YAMLText.comment(
          """
          \(key.summary) The report says with each question what a good answer names.
          """, indent: "")
        + ["\(key.name):"] + Checklist.aspects.flatMap(questions)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Keys that most projects come to need and that no data tell.
  private static let others = [
    path(Project.Key.metrics, Project.Metrics.Key.goals), Project.Key.limits.name,
    Project.Key.integration.name, Project.Key.truth.name, Project.Key.drift.name,
    Project.Key.plan.name,
  ]

  private static func path(_ section: ConfigurationKey, _ key: ConfigurationKey) -> String {
    "\(section.name).\(key.name)"
  }

  /// The lines of the file that hold a guess, with their numbers: each guess as a whole, over
  /// however many lines it stands.
  package var guesses: [(line: Int, text: String)] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.compactMap { place in
      guard let mark = lines[place].firstRange(of: "# CHECK") else { return nil }
      let start = lines[place][mark.upperBound...].drop { $0 == ":" || $0 == " " }
      let rest = lines[(place + 1)...].map { $0.drop { $0 == " " } }
        .prefix { $0.hasPrefix(Self.continuation) }
        .map { $0.dropFirst(Self.continuation.count) }
      return (place + 1, ([start] + rest).joined(separator: " "))
    }
  }

  /// What begins the further lines of a note.
  private static let continuation = "#   "
  /// Cells of a line with a value and its reason; longer reasons stand above.
  private static let width = 100

  private func section(_ key: ConfigurationKey) -> [String] {
    guard case .mapping(let members) = key.shape, case .mapping(let given)? = values[key.name]
    else { return values[key.name].map { ["\(key.name): \(YAMLText.flow($0))"] } ?? [] }
    return ["\(key.name):"] + members.flatMap { member($0, of: key.name, given: given) }
  }

  /// A value with its reasons; a key that has reasons and no value as a comment.
  private func member(
    _ key: ConfigurationKey, of section: String, given: ConfigurationMapping
  ) -> [String] {
    let reasons = reasons["\(section).\(key.name)"] ?? []
    guard let value = given[key.name] else {
      return reasons.isEmpty
        ? [] : reasons.flatMap(note) + ["  # \(key.name): \(key.example)"]
    }
    let line = "  \(key.name): \(YAMLText.flow(value))"
    if reasons.count == 1, let reason = reasons.first {
      let whole = "\(line)  \(YAMLText.comment(reason, indent: "", width: .max).joined())"
      if whole.count <= Self.width { return [whole] }
    }
    return reasons.flatMap(note) + [line]
  }

  /// A reason over as many lines as it needs, those after the first set in.
  private func note(_ text: String) -> [String] {
    YAMLText.comment(text, indent: "  ").enumerated().map { place, line in
      place == 0 ? line : "  \(Self.continuation)\(line.dropFirst(4))"
    }
  }

  /// A line for each question, to be answered after its colon.
  private func questions(of aspect: Aspect) -> [String] {
    ["  # \(aspect.number) \(aspect.title)"]
      + aspect.questions.map { "  \($0.id):  # \($0.text)" }
  }
}

extension ConfigurationKey {
  /// Whether it holds the answers of people.
  fileprivate var isAnswers: Bool {
    if case .entries(.question, _) = shape { true } else { false }
  }
}
