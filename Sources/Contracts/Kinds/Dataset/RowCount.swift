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
  package static let parameters = CountRange.keys("rows", examples: ("1000", "20000"))

  /// How many there may be.
  package let range: CountRange

  package var words: String { range.words }

  package init(_ values: ConfigurationMapping) {
    range = CountRange(values, Self.parameters)
  }

  package var flaws: [ConstraintFlaw] { range.flaws }

  package var claims: [Claim] { [.rows(range)] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let range = range
    return .figure(aggregate: "count(*)", holds: range.holds, reveals: [])
  }
}

extension RowCount {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let range = range
    return .figure(
      update: { _ in },
      finish: { end in
        let isEnough = end.rows >= range.least ?? 0
        return StreamFigure("\(end.rows)", holds: isEnough && end.rows <= range.greatest ?? Int.max)
      }, reveals: [])
  }
}
