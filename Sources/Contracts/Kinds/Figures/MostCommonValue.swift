package import Checklist

/// The most common value is one of a list; of several that are equally common, each.
package struct MostCommonValue: Constraint {
  package static let card = ConstraintCard(
    name: "most-common", level: .column, section: .columns,
    summary: "The most common value is one of a list.",
    example: "[ATL]",
    types: [.integer, .number, .boolean, .date, .timestamp, .text],
    counterparts: ["gx:expect_column_most_common_value_to_be_in_set"])
  package static let parameters = [ValueSet.values]
  package static let shortForm = ConstraintShortForm.value(ValueSet.values)

  let members: [String]

  package var words: String { MemberWords.of(members) }

  package init(_ values: ConfigurationMapping) {
    members = values.texts(ValueSet.values)
  }

  package var flaws: [ConstraintFlaw] {
    members.isEmpty ? [ConstraintFlaw(ValueSet.values.name, "the list is empty")] : []
  }

  package var claims: [Claim] { [.mostCommon(members)] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try data.requireHere("of equally common values databases choose differently")
    let column = try data.column(column, of: Self.card.types)
    let list = try column.literals(members, parameter: ValueSet.values.name)
      .joined(separator: ", ")
    return .figure(
      aggregate: "mode(\(column.sql))", holds: { "(\($0) in (\(list)))" },
      reveals: [column.name])
  }
}

extension MostCommonValue {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    throw .needsAllRows
  }
}
