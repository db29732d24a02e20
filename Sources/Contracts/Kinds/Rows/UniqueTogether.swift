package import Checklist

/// No combination of values of several columns occurs twice.
package struct UniqueTogether: Constraint {
  package static let card = ConstraintCard(
    name: "unique-together", level: .row, section: .rows,
    summary:
      "No combination of values occurs twice. Every row of one that does breaks it; rows that lack one of the values are not judged.",
    example: "{columns: [flight, date]}",
    counterparts: ["gx:expect_compound_columns_to_be_unique", "soda:duplicate", "pandera:unique"])
  package static let parameters = [OrderedColumns.columns]

  let columns: [String]

  package init(_ values: ConfigurationMapping) {
    columns = values.texts(OrderedColumns.columns)
  }

  package var flaws: [ConstraintFlaw] { ConstraintFlaw.several(columns) }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    var aliases: [String] = []
    for name in columns { aliases.append(try data.column(name).alias) }
    let present = aliases.map { "\($0) is not null" }.joined(separator: " and ")
    return .rows(
      holds: "(case when \(present) then (not \(data.repetition(aliases))) end)", shows: columns)
  }
}

extension UniqueTogether {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    throw .needsAllRows
  }
}
