package import Checklist

/// Several columns of a row have the same value.
package struct EqualColumns: Constraint {
  package static let card = ConstraintCard(
    name: "equal", level: .row, section: .rows,
    summary: "Several columns of a row have the same value. Where one has none, nothing is judged.",
    example: "{columns: [billed, paid]}",
    counterparts: [
      "gx:expect_column_pair_values_to_be_equal", "gx:expect_multicolumn_values_to_be_equal",
    ])
  package static let parameters = [OrderedColumns.columns]

  private let pairs: ColumnPairs

  package init(_ values: ConfigurationMapping) {
    pairs = ColumnPairs(values, isDifferent: false)
  }

  package var flaws: [ConstraintFlaw] { ConstraintFlaw.several(pairs.columns) }

  package var claims: [Claim] { [.equal(pairs.columns)] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try pairs.question(&data)
  }
}

extension EqualColumns {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    try pairs.streamed(&columns)
  }
}
