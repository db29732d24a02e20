package import Checklist

/// The sum lies between two ends.
package struct ValueSum: BoundedFigure {
  package static let card = ConstraintCard(
    name: "sum", level: .column, section: .columns,
    summary: "The sum of the values.",
    example: "{min: 1000, max: 2000}",
    types: [.integer, .number],
    counterparts: ["gx:expect_column_sum_to_be_between", "soda:aggregate (sum)"])

  package let bounds: Bounds
  let given: ConfigurationMapping

  package init(_ values: ConfigurationMapping) {
    bounds = Bounds(values)
    given = values
  }

  package var claims: [Claim] { [.total(bounds)] }

  static func figure(_ column: ContractData.Column) -> String {
    "sum(\(column.double))"
  }
}

extension ValueSum {
  func fold(_ column: StreamColumns.Column) throws(StreamRefusal) -> StreamFold? {
    StreamFold(column) { $0.sum }
  }
}
