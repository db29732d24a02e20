package import Checklist

/// The median lies between two ends.
package struct MedianValue: BoundedFigure {
  package static let card = ConstraintCard(
    name: "median", level: .column, section: .columns,
    summary: "The median of the values.",
    example: "{min: 10, max: 20}",
    types: [.integer, .number],
    counterparts: ["gx:expect_column_median_to_be_between"])

  package let bounds: Bounds
  let given: ConfigurationMapping

  package init(_ values: ConfigurationMapping) {
    bounds = Bounds(values)
    given = values
  }

  package var claims: [Claim] { bounds.claims(.quantile(0.5)) }

  static func figure(_ column: ContractData.Column) -> String {
    column.dialect.median(column.double)
  }
}
