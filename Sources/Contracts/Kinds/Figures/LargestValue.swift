package import Checklist

/// The largest value lies between two ends.
package struct LargestValue: BoundedFigure {
  package static let card = ConstraintCard(
    name: "maximum", level: .column, section: .columns,
    summary: "The largest value; NaN counts as larger than every number.",
    example: "{min: 90, max: 100}",
    types: [.integer, .number, .date, .timestamp],
    counterparts: ["gx:expect_column_max_to_be_between", "soda:aggregate (max)"])
  static let isValue = true

  package let bounds: Bounds
  let given: ConfigurationMapping

  package init(_ values: ConfigurationMapping) {
    bounds = Bounds(values)
    given = values
  }

  package var claims: [Claim] { bounds.claims(.quantile(1)) }

  static func figure(_ column: ContractData.Column) -> String {
    "max(\(column.sql))"
  }
}

extension LargestValue {
  func fold(_ column: StreamColumns.Column) throws(StreamRefusal) -> StreamFold? {
    StreamFold(column, greatest: true)
  }
}
