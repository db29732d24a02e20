package import Checklist

/// The standard deviation (n − 1) lies between two ends.
///
/// Undefined with fewer than two values, and where a value is no number or above 1e150, whose
/// square the engine cannot hold.
package struct StandardDeviation: BoundedFigure {
  package static let card = ConstraintCard(
    name: "standard-deviation", level: .column, section: .columns,
    summary: "The standard deviation of the values, with n − 1.",
    example: "{min: 1, max: 5}",
    types: [.integer, .number],
    counterparts: ["gx:expect_column_stdev_to_be_between", "soda:aggregate (stddev)"])

  package static let parameters = [
    Bounds.min, Bounds.max, Bounds.above, Bounds.below, FewRows.key, Clipping.key,
  ]

  package let bounds: Bounds
  let clipping: Clipping?
  let given: ConfigurationMapping

  package init(_ values: ConfigurationMapping) {
    bounds = Bounds(values)
    clipping = Clipping(values)
    given = values
  }

  package var claims: [Claim] { bounds.floor.map { [.spread($0)] } ?? [] }

  static func figure(_ column: ContractData.Column) -> String {
    "case when count(case when not abs(\(column.double)) <= 1e150 then 1 end) > 0 then null "
      + "else stddev_samp(case when abs(\(column.double)) <= 1e150 then \(column.double) end) end"
  }
}

extension StandardDeviation {
  func fold(_ column: StreamColumns.Column) throws(StreamRefusal) -> StreamFold? {
    StreamFold(column, clipping) { $0.standardDeviation }
  }
}
