internal import Checklist

/// The reference of contracts, made from the kinds' cards.
package enum ContractReference {
  /// The page as Markdown, ending in a newline.
  package static var markdown: String {
    let sections = ConstraintCard.Section.allCases.map { section in
      "## \(title(section))\n\n"
        + ConstraintCatalogue.kinds(of: section).map(kind).joined(separator: "\n\n")
    }
    return ([introduction] + sections + [common, mapping]).joined(separator: "\n\n") + "\n"
  }

  private static let introduction = """
    # Kinds of constraints

    What a contract can say, made from the kinds' own cards (`assay schema contract --reference`).
    [Contracts](contracts.md) tells how they are used. A row in which a constraint finds no value is not
    judged by it: only `not-null` is about missing values.
    """

  private static func title(_ section: ConstraintCard.Section) -> String {
    switch section {
    case .columns: "Below a column"
    case .rows: "Below `rows:`"
    case .dataset: "Below `dataset:`"
    }
  }

  private static func kind(_ kind: any Constraint.Type) -> String {
    let card = kind.card
    let types = card.types.isEmpty ? "any" : card.types.map(\.rawValue).joined(separator: ", ")
    let level =
      switch card.level {
      case .row: "each row"
      case .column: "one figure of the column"
      case .dataset: "the data as a whole"
      }
    var parts = [
      "### \(card.name)", card.summary,
      "Judges \(level). Types: \(types). Severity unless stated: `\(card.severity.rawValue)`.",
    ]
    if !kind.parameters.isEmpty { parts.append(ConfigurationReference.list(of: kind.parameters)) }
    let isList = kind.isRepeated && !card.example.hasPrefix("[")
    parts.append(
      "```yaml\n\(card.name): \(isList ? "[\(card.example)]" : card.example)\n```")
    return parts.joined(separator: "\n\n")
  }

  private static var common: String {
    "## What every constraint may say besides\n\n"
      + ConfigurationReference.list(
        of: [
          Contract.Common.id, Contract.Common.severity(.row), Contract.Common.mostly,
          Contract.Common.environments, Contract.Common.stages, Contract.Common.falseAlarms,
        ])
  }

  /// Rules of other tools with the kinds that say the same, or why none does.
  private static var mapping: String {
    let tools = [
      ("gx", "Great Expectations"), ("soda", "Soda"), ("tfdv", "TensorFlow Data Validation"),
      ("sagemaker", "SageMaker Model Monitor"), ("pandera", "Pandera"),
    ]
    let tables = tools.map { prefix, name in
      var rows: [String: [String]] = [:]
      for kind in ConstraintCatalogue.kinds {
        let card = kind.card
        for counterpart in card.counterparts where counterpart.hasPrefix(prefix + ":") {
          rows[String(counterpart.dropFirst(prefix.count + 1)), default: []].append(card.name)
        }
      }
      let answered = rows.map { rule, kinds in
        "| `\(rule)` | \(kinds.map { "`\($0)`" }.joined(separator: ", ")) |"
      }
      let unanswered = (UnansweredRules.reasons[prefix] ?? [:]).map { rule, reason in
        "| `\(rule)` | none: \(reason) |"
      }
      let lines = (answered + unanswered).sorted()
      return "### \(name)\n\n| there | here |\n| --- | --- |\n" + lines.joined(separator: "\n")
    }
    return "## The same in other tools\n\n" + tables.joined(separator: "\n\n")
  }
}
