extension ProjectDraft {
  /// The file: first the values that were found, each with its reason, then every question of the
  /// checklist waiting for its answer, then examples of all other keys as comments.
  ///
  /// Reading it back gives the draft's values.
  package var text: String {
    var lines = ["# yaml-language-server: $schema=\(Self.schemaPath)", ""]
    lines += YAMLText.comment(
      """
      What Assay knows about this model. `assay assess` reads this file. First check what was found: \
      lines that say CHECK hold a guess. Then answer the questions that only you can. What stands \
      last can wait. Lines that start with # are notes and examples.
      """, indent: "")
    let found = Project.keys.filter { values[$0.name] != nil }
    let questions = Project.keys.filter { $0.isAnswers }
    let others = Project.keys.filter { values[$0.name] == nil && !$0.isAnswers }
    lines += part(found) + part(questions) + [""]
    lines += YAMLText.comment(
      """
      What else can be said. A check whose inputs are missing names the key here that would give them.
      """, indent: "")
    lines += part(others)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The lines of the file that hold a guess, with their numbers.
  package var guesses: [(line: Int, text: String)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      at, line in
      guard let mark = line.firstRange(of: "# CHECK") else { return nil }
      return (at + 1, String(line[mark.upperBound...].drop { $0 == ":" || $0 == " " }))
    }
  }

  private func part(_ keys: [ConfigurationKey]) -> [String] {
    keys.flatMap { key in
      [""] + YAMLText.comment(key.summary, indent: "") + section(key)
    }
  }

  private func section(_ key: ConfigurationKey) -> [String] {
    switch key.shape {
    case .mapping(let members):
      var given = ConfigurationMapping()
      if case .mapping(let mapping)? = values[key.name] { given = mapping }
      return ["\(key.name):"] + members.flatMap { member($0, of: key.name, given: given) }
    case .entries(.question, _):
      return ["\(key.name):"] + Checklist.aspects.flatMap(questions)
    default:
      guard let value = values[key.name] else { return ["# \(key.name): \(key.example)"] }
      return ["\(key.name): \(YAMLText.flow(value))"]
    }
  }

  private func member(
    _ key: ConfigurationKey, of section: String, given: ConfigurationMapping
  ) -> [String] {
    var notes = key.summary
    if let fallback = key.fallback { notes += " Default: \(YAMLText.flow(fallback))." }
    if case .choice = key.shape {
      let words = key.shape.expectation
      notes += " \(words.prefix(1).uppercased())\(words.dropFirst())."
    }
    let example = "  # \(key.name): \(key.example)"
    guard given[key.name] != nil || reasons["\(section).\(key.name)"] != nil else {
      let short = "\(example)  # \(notes)"
      return short.count <= 100 ? [short] : YAMLText.comment(notes, indent: "  ") + [example]
    }
    var lines = YAMLText.comment(notes, indent: "  ")
    for reason in reasons["\(section).\(key.name)"] ?? [] {
      lines += YAMLText.comment(reason, indent: "  ")
    }
    guard let value = given[key.name] else { return lines + [example] }
    return lines + ["  \(key.name): \(YAMLText.flow(value))"]
  }

  private func questions(of aspect: Aspect) -> [String] {
    var lines = ["", "  # \(aspect.number) \(aspect.title)"]
    var group: String?
    for question in aspect.questions {
      if question.group != group, let heading = question.group {
        lines += ["", "  # \(heading)"]
      }
      group = question.group
      lines += YAMLText.comment("\(question.text) Name: \(question.hint)", indent: "  ")
      lines.append("  \(question.id):")
    }
    return lines
  }
}

extension ConfigurationKey {
  /// Whether it holds the answers of people.
  fileprivate var isAnswers: Bool {
    if case .entries(.question, _) = shape { true } else { false }
  }
}
