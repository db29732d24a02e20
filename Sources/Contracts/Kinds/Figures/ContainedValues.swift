package import Checklist

/// Every value of a list occurs.
package struct ContainedValues: Constraint {
  package static let card = ConstraintCard(
    name: "contains", level: .column, section: .columns,
    summary: "Every value of a list occurs; with `only`, no other does.",
    example: "[ATL, BOS]",
    types: [.integer, .number, .boolean, .date, .timestamp, .text],
    counterparts: [
      "gx:expect_column_distinct_values_to_contain_set",
      "gx:expect_column_distinct_values_to_equal_set", "pandera:unique_values_eq",
    ])
  package static let parameters = [ValueSet.values, only]
  package static let shortForm = ConstraintShortForm.value(ValueSet.values)

  static let only = ConfigurationKey(
    "only", .flag, example: "true", "Whether other values break it. Default: false.")

  let members: [String]
  let isOnly: Bool

  package var words: String { (isOnly ? "only " : "") + MemberWords.of(members) }

  package init(_ values: ConfigurationMapping) {
    members = values.texts(ValueSet.values)
    isOnly = values.flag(Self.only)
  }

  package var flaws: [ConstraintFlaw] {
    members.isEmpty ? [ConstraintFlaw(ValueSet.values.name, "the list is empty")] : []
  }

  package var claims: [Claim] {
    [.containing(members)] + (isOnly ? [.listing(members, except: 0)] : [])
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try data.requireHere("it has two figures at once")
    let column = try data.column(column, of: Self.card.types)
    let isMember = try column.isAmong(members, parameter: ValueSet.values.name)
    let found = "count(distinct case when \(isMember) then \(column.sql) end)"
    let others = "count(case when not (\(isMember)) then 1 end)"
    let expected = Set(members).count
    let isOnly = isOnly
    return .figure(
      aggregate: isOnly ? "[\(found), \(others)]" : "[\(found), 0]",
      holds: { "(\($0)[1] = \(expected) and \($0)[2] = 0)" }, reveals: [])
  }
}

extension ContainedValues {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: Self.card.types)
    var each: [ValueMembers] = []
    for member in Set(members).sorted() { each.append(try ValueMembers([member], of: column)) }
    let (slot, isOnly) = (column.slot, isOnly)
    let all = try ValueMembers(members, of: column)
    var missing = each
    var others = 0
    return .figure(
      update: { row in
        let value = row[slot]
        guard value.isJudged else { return }
        if !all.contains(value) { others += 1 }
        if !missing.isEmpty { missing.removeAll { $0.contains(value) } }
      },
      finish: { _ in
        StreamFigure(
          "[\(each.count - missing.count), \(isOnly ? others : 0)]",
          holds: missing.isEmpty && (!isOnly || others == 0))
      }, reveals: [])
  }
}
