package import Checklist

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

  let search: PatternSearch

  package init(_ values: ConfigurationMapping) {
    search = PatternSearch(values, isExcluded: true)
  }

  package var flaws: [ConstraintFlaw] { search.flaws }

  package var expressions: [ConstraintExpression] { search.expressions }

  package var claims: [Claim] { [.text(.free(of: search.patterns))] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try search.question(&data, column: column)
  }
}

extension ExcludedPattern {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    try search.streamed(&columns, column: column)
  }
}
