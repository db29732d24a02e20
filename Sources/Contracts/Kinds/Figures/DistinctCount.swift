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

  package var claims: [Claim] { [.count(.distinct, bounds)] }

  static func figure(_ column: ContractData.Column) -> String {
    "count(distinct \(column.alias))"
  }
}

extension DistinctCount {
  func fold(_ column: StreamColumns.Column) throws(StreamRefusal) -> StreamFold? {
    // One more than what decides is enough to know: so the room that it takes is bounded by the
    // contract.
    guard let decisive = (bounds.greatest ?? bounds.least)?.number, decisive < 1_000_000 else {
      throw StreamRefusal(
        "more than a million different values would have to be kept",
        remedy: "give a `max` below that, or limit it to where files are validated")
    }
    let (slot, room) = (column.slot, Int(max(decisive, 0)) + 1)
    var seen: Set<[UInt8]> = []
    return StreamFold(
      update: { row in
        let value = row[slot]
        guard value.kind != .missing, seen.count < room else { return }
        seen.insert(value.key)
      },
      value: { _ in .number(Double(seen.count)) })
  }
}
