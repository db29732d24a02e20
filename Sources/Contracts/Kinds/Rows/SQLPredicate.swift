package import Checklist

/// An expression of the engine's SQL holds in every row.
package struct SQLPredicate: Constraint {
  package static let card = ConstraintCard(
    name: "sql", level: .row, section: .rows,
    summary:
      "An expression in the SQL of the engine is true in every row; where it is null, nothing is judged.",
    example: "{predicate: fare > 0.1 * distance, columns: [fare, distance]}",
    counterparts: [
      "gx:UnexpectedRowsExpectation", "gx:expect_column_pair_values_to_be_in_set",
      "gx:expect_column_values_to_be_null", "gx:expect_column_values_to_match_strftime_format",
      "soda:failed_rows", "tfdv:CUSTOM_VALIDATION",
    ])
  package static let parameters = [predicate, shown]

  static let predicate = ConfigurationKey(
    "predicate", .text(.sql), isRequired: true, example: "fare > 0.1 * distance",
    "The expression, over the columns by their names; a name that is no plain word stands in double quotes."
  )
  static let shown = ConfigurationKey(
    "columns", .list(.text(.column)), example: "[fare, distance]",
    "Columns whose values explain a broken row. Default: none are shown.")

  let predicate: String
  let columns: [String]

  package var words: String { predicate }

  package init(_ values: ConfigurationMapping) {
    predicate = values.required(Self.predicate)
    columns = values.texts(Self.shown)
  }

  package var expressions: [ConstraintExpression] {
    [ConstraintExpression(parameter: Self.predicate.name, text: predicate, kind: .predicate)]
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try data.requireHere("its expression is the embedded engine’s SQL")
    for name in columns { _ = try data.column(name) }
    return .rows(holds: data.predicate(predicate), shows: columns)
  }
}

extension SQLPredicate {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    throw .needsEngine
  }
}
