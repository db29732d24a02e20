extension ProjectDraft {
  /// The file: every key with what it is for, the values that were found with the reason, examples
  /// of the others as comments, and every question of the checklist waiting for its answer.
  ///
  /// Reading it back gives the draft's values.
  package var text: String {
    var lines = ["# yaml-language-server: $schema=\(Self.schemaPath)", ""]
    lines += YAMLText.comment(
      """
      What Assay knows about this model. `assay assess` reads this file; check what was found, and \
      fill in what only you know. Lines that start with # are notes and examples. Lines that say \
      CHECK hold a guess.
      """, indent: "")
    for key in Project.keys {
      lines.append("")
      lines += YAMLText.comment(key.summary, indent: "")
      lines += section(key)
    }
    return lines.joined(separator: "\n") + "\n"
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
    var lines = YAMLText.comment(notes, indent: "  ")
    guard let value = given[key.name] else {
      return lines + ["  # \(key.name): \(key.example)"]
    }
    for reason in reasons["\(section).\(key.name)"] ?? [] {
      lines += YAMLText.comment(reason, indent: "  ")
    }
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
      lines += YAMLText.comment(question.text, indent: "  ")
      lines += YAMLText.comment("Name: \(question.hint)", indent: "  ")
      lines.append("  \(question.id):")
    }
    return lines
  }
}
