package import Checklist

/// No value is one of a list.
package struct ExcludedValues: Constraint {
  package static let card = ConstraintCard(
    name: "excluded", level: .row, section: .columns,
    summary: "No value is one of a list: placeholders such as -999 or unknown.",
    example: "[-999, 9999]",
    types: [.integer, .number, .boolean, .date, .timestamp, .text],
    counterparts: ["gx:expect_column_values_to_not_be_in_set", "pandera:notin", "soda:missing"])
  package static let parameters = [ValueSet.values]
  package static let shortForm = ConstraintShortForm.value(ValueSet.values)

  /// The values, as typed.
  package let members: [String]

  package var words: String { "none of \(MemberWords.of(members))" }

  package init(_ values: ConfigurationMapping) {
    members = values.texts(ValueSet.values)
  }

  package var flaws: [ConstraintFlaw] {
    members.isEmpty
      ? [ConstraintFlaw(ValueSet.values.name, "the list is empty, so every value holds")] : []
  }

  package var claims: [Claim] { [.excluding(members)] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: Self.card.types)
    let isMember = try column.isAmong(members, parameter: ValueSet.values.name)
    return .rows(holds: "(not (\(isMember)))", shows: [column.name])
  }
}

extension ExcludedValues {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: Self.card.types)
    let members = try ValueMembers(members, of: column)
    return .values(of: column) { !members.contains($0) }
  }
}
