internal import Checklist

/// A contract that is about to be written: what was inferred from data, and why.
package struct ContractDraft: Sendable {
  package let name: String
  package private(set) var columns: [Column]
  package let dataset: [InferredRule]
  /// Data sets and rows that it was inferred from.
  package let sets: Int
  package let rows: Int
  /// The column that only training data have.
  package var target: String?

  /// What was inferred of a column.
  package struct Column: Sendable {
    package let name: String
    /// Nil when the sets do not agree.
    package let type: ValueType?
    package let isRequired: Bool
    package let looksPersonal: Bool
    package fileprivate(set) var rules: [InferredRule]
  }

  /// Leaves out the rules on mean and spread of columns that are outcomes.
  package mutating func leaveOutMoments(of outcomes: [String]) {
    for place in columns.indices where outcomes.contains(columns[place].name) {
      columns[place].rules.removeAll {
        $0.kind == MeanValue.card.name || $0.kind == StandardDeviation.card.name
      }
    }
  }

  /// The file, each rule with its reason; reading it back gives the rules.
  package var text: String {
    var lines = [
      "# What good data look like, inferred from \(rows) rows\(sets > 1 ? " in \(sets) sets" : "")."
    ]
    lines += YAMLText.comment(
      """
      Read it and correct what you know better. `false-alarms` says how often a rule is broken at most when \
      nothing is wrong: rows of a thousand (on average over data that might have come), or the probability for one batch. Lines that say CHECK \
      hold a guess.
      """, indent: "")
    lines += ["version: 1", "name: \(YAMLText.scalar(name))"]
    if target != nil { lines.append("environments: [training, scoring]") }
    lines += ["", "columns:"]
    for column in columns { lines += self.lines(of: column) }
    lines += ["", "dataset:"]
    lines += dataset.flatMap { self.lines(of: $0, indent: "  ") }
    let names = columns.map { YAMLText.scalar($0.name) }.joined(separator: ", ")
    if target == nil {
      lines.append("  columns: {names: [\(names)], severity: warn}")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of column: Column) -> [String] {
    var lines = YAMLText.key(column.name, indent: "  ")
    if column.name == target {
      lines += ["    # Known in training only.", "    environments: [training]"]
    }
    if column.looksPersonal {
      lines += [
        "    # CHECK: the name or the values suggest it; they are then never shown.",
        "    personal: true",
      ]
    }
    if column.isRequired { lines.append("    required: true") }
    if let type = column.type {
      lines.append("    type: \(type.rawValue)")
    } else {
      lines.append("    # Of a type that a contract cannot name, or of several types in the sets.")
    }
    let isBare = column.type == nil && !column.isRequired && !column.looksPersonal
    if isBare, column.name != target { lines.append("    personal: false") }
    return lines + column.rules.flatMap { self.lines(of: $0, indent: "    ") }
  }

  private func lines(of rule: InferredRule, indent: String) -> [String] {
    YAMLText.comment(rule.reason, indent: indent)
      + ["\(indent)\(rule.kind): \(ContractText.flow(rule.value))"]
  }
}
