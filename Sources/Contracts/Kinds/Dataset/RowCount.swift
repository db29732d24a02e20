package import Checklist

/// The number of rows lies between two ends.
package struct RowCount: Constraint {
  package static let card = ConstraintCard(
    name: "row-count", level: .dataset, section: .dataset,
    summary: "The number of rows: the volume of a batch.",
    example: "{min: 1000, max: 20000}",
    counterparts: [
      "gx:expect_table_row_count_to_be_between", "gx:expect_table_row_count_to_equal",
      "soda:row_count", "tfdv:DATASET_LOW_NUM_EXAMPLES", "tfdv:DATASET_HIGH_NUM_EXAMPLES",
      "tfdv:NO_DATA_IN_SPAN",
    ])
  package static let parameters = [least, greatest]

  static let least = ConfigurationKey(
    "min", .whole(0...Int.max), example: "1000", "The fewest rows.")
  static let greatest = ConfigurationKey(
    "max", .whole(0...Int.max), example: "20000", "The most rows.")

  /// The fewest rows.
  package let least: Int?
  /// The most.
  package let greatest: Int?

  package var words: String {
    switch (least, greatest) {
    case (let least?, let greatest?): "\(least) to \(greatest)"
    case (let least?, nil): "at least \(least)"
    case (nil, let greatest?): "at most \(greatest)"
    case (nil, nil): ""
    }
  }

  package init(_ values: ConfigurationMapping) {
    least = values.whole(Self.least)
    greatest = values.whole(Self.greatest)
  }

  package var flaws: [ConstraintFlaw] {
    guard least != nil || greatest != nil else {
      return [ConstraintFlaw(nil, "neither end is given", remedy: "add `min:` or `max:`")]
    }
    guard let least, let greatest, least > greatest else { return [] }
    return [
      ConstraintFlaw(
        Self.greatest.name, "nothing is from \(least) to \(greatest)", remedy: "swap the two")
    ]
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let (least, greatest) = (least, greatest)
    return .figure(
      aggregate: "count(*)",
      holds: { figure in
        let parts = [least.map { "\(figure) >= \($0)" }, greatest.map { "\(figure) <= \($0)" }]
        return "(\(parts.compactMap(\.self).joined(separator: " and ")))"
      }, reveals: [])
  }
}
