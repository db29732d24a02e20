package import Checklist
internal import Engines

/// No value matches a regular expression anywhere.
package struct ExcludedPattern: Constraint {
  package static let card = ConstraintCard(
    name: "excluded-pattern", level: .row, section: .columns,
    summary: "No value matches a regular expression (RE2) anywhere; of several, none.",
    example: "'[<>]'",
    types: [.text],
    counterparts: [
      "gx:expect_column_values_to_not_match_regex",
      "gx:expect_column_values_to_not_match_regex_list",
      "gx:expect_column_values_to_not_match_like_pattern",
      "gx:expect_column_values_to_not_match_like_pattern_list",
    ])
  package static let parameters = [TextPattern.matches]
  package static let shortForm = ConstraintShortForm.value(TextPattern.matches)

  /// The expressions.
  package let patterns: [String]

  package init(_ values: ConfigurationMapping) {
    patterns = values.texts(TextPattern.matches)
  }

  package var flaws: [ConstraintFlaw] {
    patterns.isEmpty ? [ConstraintFlaw(TextPattern.matches.name, "no expression is given")] : []
  }

  package var expressions: [ConstraintExpression] {
    patterns.map {
      ConstraintExpression(parameter: TextPattern.matches.name, text: $0, kind: .pattern)
    }
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: Self.card.types)
    let parts = patterns.map { "not regexp_matches(\(column.sql), \(SQLText.literal($0)))" }
    return .rows(holds: "(\(parts.joined(separator: " and ")))", shows: [column.name])
  }
}

extension ExcludedPattern {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: Self.card.types, implied: .text)
    var automata: [ByteAutomaton] = []
    for pattern in patterns { automata.append(try ByteAutomaton(pattern, .anywhere)) }
    return .values(of: column) { value in
      for automaton in automata where unsafe automaton.matches(value.bytes) { return false }
      return true
    }
  }
}
