package import Checklist

/// The mean lies between two ends.
package struct MeanValue: BoundedFigure {
  package static let card = ConstraintCard(
    name: "mean", level: .column, section: .columns,
    summary: "The mean of the values.",
    example: "{min: 10, max: 20}",
    types: [.integer, .number],
    counterparts: ["gx:expect_column_mean_to_be_between", "soda:aggregate (avg)"])

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

  package var flaws: [ConstraintFlaw] { boundsFlaws + (clipping?.flaws(ofMean: bounds) ?? []) }

  package var claims: [Claim] {
    clipping?.claims(bounds, .mean) ?? bounds.claims(.mean) + [.average(bounds)]
  }

  static func figure(_ column: ContractData.Column) -> String {
    "avg(\(column.double))"
  }
}

extension MeanValue {
  func fold(_ column: StreamColumns.Column) throws(StreamRefusal) -> StreamFold? {
    StreamFold(column, clipping) { $0.mean }
  }
}
