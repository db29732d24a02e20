package import Checklist

/// Every value matches a regular expression somewhere; one of several is enough.
///
/// The engine's expressions are RE2's: they take time linear in the text whatever they are, so none
/// can explode; what RE2 cannot do (looking around, referring back) is refused before any data is
/// read.
package struct TextPattern: Constraint {
  package static let card = ConstraintCard(
    name: "pattern", level: .row, section: .columns,
    summary:
      "Every value matches a regular expression (RE2) somewhere; of several, any. `^` and `$` hold it to the whole value.",
    example: "'^[A-Z]{3}$'",
    types: [.text],
    counterparts: [
      "gx:expect_column_values_to_match_regex", "gx:expect_column_values_to_match_regex_list",
      "gx:expect_column_values_to_match_like_pattern",
      "gx:expect_column_values_to_match_like_pattern_list", "soda:invalid", "pandera:str_matches",
      "pandera:str_contains", "pandera:str_startswith", "pandera:str_endswith",
    ])
  package static let parameters = [matches]
  package static let shortForm = ConstraintShortForm.value(matches)

  static let matches = ConfigurationKey(
    "matches", .list(.text(.pattern)), isRequired: true, example: "'^[A-Z]{3}$'",
    "The expression, or a list of which one must match.")

  let search: PatternSearch

  package var words: String { search.patterns.joined(separator: " or ") }

  package init(_ values: ConfigurationMapping) {
    search = PatternSearch(values, isExcluded: false)
  }

  package var flaws: [ConstraintFlaw] { search.flaws }

  package var expressions: [ConstraintExpression] { search.expressions }

  package var claims: [Claim] { [.text(.matching(search.patterns))] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try search.question(&data, column: column)
  }
}

extension TextPattern {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    try search.streamed(&columns, column: column)
  }
}
