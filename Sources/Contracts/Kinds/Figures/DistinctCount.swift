package import Checklist

/// The number of different values lies between two ends.
package struct DistinctCount: BoundedFigure {
  package static let card = ConstraintCard(
    name: "distinct-count", level: .column, section: .columns,
    summary: "The number of different values.",
    example: "{min: 2, max: 50}",
    counterparts: [
      "gx:expect_column_unique_value_count_to_be_between", "tfdv:FEATURE_TYPE_HIGH_UNIQUE",
    ])

  package let bounds: Bounds
  let given: ConfigurationMapping

  package init(_ values: ConfigurationMapping) {
    bounds = Bounds(values)
    given = values
  }

  static func figure(_ column: ContractData.Column) -> String {
    "count(distinct \(column.alias))"
  }
}
