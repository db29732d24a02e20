package import Checklist

/// Every value is one of a list.
package struct ValueSet: Constraint {
  package static let card = ConstraintCard(
    name: "set", level: .row, section: .columns,
    summary: "Every value is one of a list.",
    example: "[ATL, BOS, JFK]",
    types: [.integer, .number, .boolean, .date, .timestamp, .text],
    counterparts: [
      "gx:expect_column_values_to_be_in_set", "gx:expect_column_distinct_values_to_be_in_set",
      "soda:invalid", "pandera:isin", "tfdv:ENUM_TYPE_UNEXPECTED_STRING_VALUES",
      "sagemaker:categorical_values_check",
    ])
  package static let parameters = [values]
  package static let shortForm = ConstraintShortForm.value(values)

  static let values = ConfigurationKey(
    "values", .list(.text(.prose)), isRequired: true, example: "[ATL, BOS, JFK]", "The values.")

  /// The values, as typed.
  package let members: [String]

  package var words: String { MemberWords.of(members) }

  package init(_ values: ConfigurationMapping) {
    members = values.texts(Self.values)
  }

  package var flaws: [ConstraintFlaw] {
    members.isEmpty
      ? [ConstraintFlaw(Self.values.name, "the list is empty, so no value is in it")] : []
  }

  package var claims: [Claim] { [.listing(members, except: 0)] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: Self.card.types)
    let isMember = try column.isAmong(members, parameter: Self.values.name)
    return .rows(holds: "(\(isMember))", shows: [column.name])
  }
}

extension ValueSet {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: Self.card.types)
    let members = try ValueMembers(members, of: column)
    return .values(of: column) { members.contains($0) }
  }
}
