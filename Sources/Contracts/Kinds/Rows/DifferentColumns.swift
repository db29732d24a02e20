package import Checklist

/// Several columns of a row have different values, each from every other.
package struct DifferentColumns: Constraint {
  package static let card = ConstraintCard(
    name: "different", level: .row, section: .rows,
    summary:
      "Several columns of a row have different values, each from every other. Where one has none, nothing is judged.",
    example: "{columns: [origin, destination]}",
    counterparts: [
      "gx:expect_select_column_values_to_be_unique_within_record",
      "gx:expect_multicolumn_values_to_be_unique",
    ])
  package static let parameters = [OrderedColumns.columns]

  private let pairs: ColumnPairs

  package init(_ values: ConfigurationMapping) {
    pairs = ColumnPairs(values, isDifferent: true)
  }

  package var flaws: [ConstraintFlaw] { ConstraintFlaw.several(pairs.columns) }

  package var claims: [Claim] { [.different(pairs.columns)] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try pairs.question(&data)
  }
}

extension DifferentColumns {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    try pairs.streamed(&columns)
  }
}
