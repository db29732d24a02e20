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
    lines.append("version: 1")
    if !name.allSatisfy(\.isWhitespace) { lines.append("name: \(YAMLText.scalar(name))") }
    if !environments.isEmpty {
      lines.append("environments: \(YAMLText.flow(.texts(environments)))")
    }
    let columns = slots.compactMap { slot in slot.column.map { (column: $0, slot: slot) } }
    let ofColumn = Dictionary(grouping: columns, by: \.column).mapValues { $0.map(\.slot) }
    var seen: Set<String> = []
    let named = columns.map(\.column).filter { seen.insert($0).inserted }
    if !named.isEmpty {
      lines += ["", "columns:"] + named.flatMap { self.lines(of: $0, ofColumn[$0] ?? []) }
    }
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

  private func lines(of column: String, _ slots: [Slot]) -> [String] {
    var lines = YAMLText.key(column, indent: "  ")
    if let places = environmentsOfColumns[column] {
      lines.append("    environments: \(YAMLText.flow(.texts(places)))")
    }
    for kind in ConstraintCatalogue.kinds(of: .columns) {
      for slot in slots where slot.card.name == kind.card.name {
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
