internal import Checklist

extension ImportDraft {
  /// The contract file; what is not carried over stands at its end.
  func text(from format: ImportFormat) -> String {
    let carried = rules.count { $0.outcome != .listed }
    let missing = rules.filter { $0.outcome != .carried }
    var lines = YAMLText.comment(
      "What \(file.shortened) asks of data, a file of \(format.title): \(carried) of its \(rules.count) "
        + "rules are carried over.\(missing.isEmpty ? "" : " What is not stands at the end.")",
      indent: "")
    lines += ["version: 1", "name: \(YAMLText.scalar(name))"]
    if !environments.isEmpty {
      lines.append("environments: \(YAMLText.flow(.texts(environments)))")
    }
    let named = columns.filter { column in slots.contains { $0.column == column } }
    if !named.isEmpty { lines += ["", "columns:"] + named.flatMap(self.lines) }
    for section in [ConstraintCard.Section.rows, .dataset] {
      let own = slots.filter { $0.card.section == section }
      guard !own.isEmpty else { continue }
      lines += ["", "\(section.rawValue):"]
      for kind in ConstraintCatalogue.kinds(of: section) {
        let values = own.filter { $0.card.name == kind.card.name }
          .map { ContractText.value(kind, $0.value) }
        guard !values.isEmpty else { continue }
        lines +=
          kind.isRepeated
          ? ["  \(kind.card.name):"] + values.map { "    - \($0)" }
          : values.map { "  \(kind.card.name): \($0)" }
      }
    }
    if !missing.isEmpty { lines += ["", "# Not carried over:"] + missing.flatMap(account) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of column: String) -> [String] {
    var lines = ["  \(YAMLText.scalar(column)):"]
    if let places = environmentsOfColumns[column] {
      lines.append("    environments: \(YAMLText.flow(.texts(places)))")
    }
    for kind in ConstraintCatalogue.kinds(of: .columns) {
      for slot in slots where slot.column == column && slot.card.name == kind.card.name {
        lines.append("    \(kind.card.name): \(ContractText.value(kind, slot.value))")
      }
    }
    return lines
  }

  private func account(_ rule: ImportedRule) -> [String] {
    let column = rule.column.map { " of “\($0.shortened)”" } ?? ""
    let part =
      rule.outcome == .partly ? "in part, as \(rule.constraints.joined(separator: ", ")): " : ""
    return YAMLText.comment(
      "- \(file.shortened):\(rule.place.line):\(rule.place.column) \(rule.name.shortened)\(column): "
        + "\(part)\(rule.reason ?? "")", indent: "")
  }
}
