package import Checklist

/// Different values, as a share of the rows that have one, lie between two ends.
package struct DistinctShare: BoundedFigure {
  package static let card = ConstraintCard(
    name: "distinct-share", level: .column, section: .columns,
    summary: "The number of different values as a share of the rows that have one.",
    example: "{min: 0.9, max: 1}",
    counterparts: ["gx:expect_column_proportion_of_unique_values_to_be_between"])
  static let isShare = true

  package let bounds: Bounds
  let given: ConfigurationMapping

  package init(_ values: ConfigurationMapping) {
    bounds = Bounds(values)
    given = values
  }

  package var claims: [Claim] { [.count(.distinctShare, bounds)] }

  static func figure(_ column: ContractData.Column) -> String {
    column.dialect.share(
      "count(distinct \(column.alias))", of: "count(\(column.alias))")
  }
}
