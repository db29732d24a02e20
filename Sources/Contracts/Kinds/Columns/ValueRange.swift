package import Checklist

/// Every value lies between two ends.
///
/// A value that is no number lies nowhere; an infinite one lies beyond every end that is given.
package struct ValueRange: Constraint {
  package static let card = ConstraintCard(
    name: "range", level: .row, section: .columns,
    summary:
      "Every value lies between two ends: `min` and `max` belong to it, `above` and `below` do not. NaN lies nowhere.",
    example: "{min: 0, max: 500}",
    types: [.integer, .number, .date, .timestamp],
    counterparts: [
      "gx:expect_column_values_to_be_between", "soda:invalid", "pandera:in_range",
      "pandera:ge", "pandera:gt", "pandera:le", "pandera:lt", "tfdv:FLOAT_TYPE_BIG_FLOAT",
      "tfdv:FLOAT_TYPE_SMALL_FLOAT", "tfdv:INT_TYPE_BIG_INT", "tfdv:INT_TYPE_SMALL_INT",
      "sagemaker:data_type_check (is_non_negative)",
    ])
  package static let parameters = [Bounds.min, Bounds.max, Bounds.above, Bounds.below]

  /// Where values lie.
  package let bounds: Bounds
  package let flaws: [ConstraintFlaw]
  package var words: String { bounds.words }

  package init(_ values: ConfigurationMapping) {
    bounds = Bounds(values)
    flaws = bounds.flaws(values)
  }

  package var claims: [Claim] { bounds.claims(.every) }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: Self.card.types)
    return .rows(holds: "(\(try bounds.condition(column)))", shows: [column.name])
  }
}

extension ValueRange {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: Self.card.types, implied: bounds.implied)
    let test = try BoundsTest(bounds, column)
    return .values(of: column) { test.contains($0) }
  }
}
