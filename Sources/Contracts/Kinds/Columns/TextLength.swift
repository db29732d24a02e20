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
  package static let parameters = [least, greatest]

  static let least = ConfigurationKey(
    "min", .whole(0...Int.max), example: "3", "The fewest characters.")
  static let greatest = ConfigurationKey(
    "max", .whole(0...Int.max), example: "3", "The most characters.")

  /// The fewest characters.
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
    let column = try data.column(column, of: Self.card.types)
    let parts = [least.map { ">= \($0)" }, greatest.map { "<= \($0)" }].compactMap(\.self)
      .map { "length(\(column.sql)) \($0)" }
    return .rows(holds: "(\(parts.joined(separator: " and ")))", shows: [column.name])
  }
}
