package import Checklist

/// The smallest value lies between two ends.
package struct SmallestValue: BoundedFigure {
  package static let card = ConstraintCard(
    name: "minimum", level: .column, section: .columns,
    summary: "The smallest value.",
    example: "{min: 0, max: 1}",
    types: [.integer, .number, .date, .timestamp],
    counterparts: ["gx:expect_column_min_to_be_between", "soda:aggregate (min)"])
  static let isValue = true

  package let bounds: Bounds
  let given: ConfigurationMapping

  package init(_ values: ConfigurationMapping) {
    bounds = Bounds(values)
    given = values
  }

  package var claims: [Claim] { bounds.claims(.quantile(0)) }

  static func figure(_ column: ContractData.Column) -> String {
    "min(\(column.sql))"
  }
}

extension SmallestValue {
  func fold(_ column: StreamColumns.Column) throws(StreamRefusal) -> StreamFold? {
    StreamFold(column, greatest: false)
  }
}
