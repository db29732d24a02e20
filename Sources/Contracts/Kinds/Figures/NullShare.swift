package import Checklist

/// The share of rows without a value lies between two ends.
package struct NullShare: BoundedFigure {
  package static let card = ConstraintCard(
    name: "null-share", level: .column, section: .columns,
    summary: "The share of rows without a value.",
    example: "{max: 0.02}",
    counterparts: [
      "gx:expect_column_proportion_of_non_null_values_to_be_between",
      "gx:expect_column_values_to_be_null", "soda:missing",
      "tfdv:FEATURE_TYPE_LOW_FRACTION_PRESENT", "sagemaker:completeness_check",
    ])
  static let isShare = true

  package let bounds: Bounds
  let given: ConfigurationMapping

  package init(_ values: ConfigurationMapping) {
    bounds = Bounds(values)
    given = values
  }

  package var claims: [Claim] { [.count(.nullShare, bounds)] }

  static func figure(_ column: ContractData.Column) -> String {
    column.dialect.share(
      "count(case when \(column.alias) is null then 1 end)", of: "count(*)")
  }
}

extension NullShare {
  func fold(_ column: StreamColumns.Column) throws(StreamRefusal) -> StreamFold? {
    let slot = column.slot
    var present = 0
    return StreamFold(
      update: { if $0[slot].kind != .missing { present += 1 } },
      value: { end in
        end.read == 0 ? nil : .number(Double(end.read - present) / Double(end.read))
      })
  }
}
