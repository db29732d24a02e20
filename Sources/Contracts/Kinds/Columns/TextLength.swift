package import Checklist

/// Every value has so many characters, counted as Unicode code points.
package struct TextLength: Constraint {
  package static let card = ConstraintCard(
    name: "length", level: .row, section: .columns,
    summary: "Every value has so many characters (Unicode code points).",
    example: "{min: 3, max: 3}",
    types: [.text],
    counterparts: [
      "gx:expect_column_value_lengths_to_be_between", "gx:expect_column_value_lengths_to_equal",
      "soda:invalid", "pandera:str_length",
    ])
  package static let parameters = CountRange.keys("characters", examples: ("3", "3"))

  /// How many there may be.
  package let range: CountRange

  package var words: String { range.words }

  package init(_ values: ConfigurationMapping) {
    range = CountRange(values, Self.parameters)
  }

  package var flaws: [ConstraintFlaw] { range.flaws }

  package var claims: [Claim] { [.text(.length(range))] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: Self.card.types)
    return .rows(holds: range.holds("length(\(column.sql))"), shows: [column.name])
  }
}

extension TextLength {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: Self.card.types, implied: .text)
    let lengths = (range.least ?? 0)...max(range.greatest ?? Int.max, range.least ?? 0)
    return .values(of: column) { unsafe lengths.contains(UTF8Bytes.codePoints($0.bytes)) }
  }
}
