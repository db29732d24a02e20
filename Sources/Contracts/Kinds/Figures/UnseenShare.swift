package import Checklist

/// The share of values outside a list lies below a limit: new categories come, but few.
package struct UnseenShare: Constraint {
  package static let card = ConstraintCard(
    name: "unseen-share", level: .column, section: .columns,
    summary: "The share of values outside a list is at most `max`: room for new categories.",
    example: "{values: [ATL, BOS], max: 0.01}",
    types: [.integer, .number, .boolean, .date, .timestamp, .text],
    counterparts: [
      "sagemaker:categorical_values_check (domain_content_threshold)",
      "tfdv:ENUM_TYPE_UNEXPECTED_STRING_VALUES (min_domain_mass)",
    ])
  package static let parameters = [ValueSet.values, most]

  static let most = ConfigurationKey(
    "max", .number(0...1), isRequired: true, example: "0.01", "The largest share.")

  let members: [String]
  let most: Double

  package var words: String {
    "at most \(NumberText.percent(most)) besides \(MemberWords.of(members))"
  }

  package init(_ values: ConfigurationMapping) {
    members = values.texts(ValueSet.values)
    most = values.number(Self.most) ?? 0
  }

  package var flaws: [ConstraintFlaw] {
    members.isEmpty ? [ConstraintFlaw(ValueSet.values.name, "the list is empty")] : []
  }

  package var claims: [Claim] { [.listing(members, except: most)] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: Self.card.types)
    let isMember = try column.isAmong(members, parameter: ValueSet.values.name)
    let most = most
    return .figure(
      aggregate:
        column.dialect.share(
          "count(case when not (\(isMember)) then 1 end)",
          of: "count(\(column.sql))"),
      holds: { "(\($0) <= cast('\(most)' as double))" }, reveals: [])
  }
}

extension UnseenShare {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: Self.card.types)
    let members = try ValueMembers(members, of: column)
    let (slot, most) = (column.slot, most)
    var (present, unseen) = (0, 0)
    return .figure(
      update: { row in
        let value = row[slot]
        guard value.isJudged else { return }
        present += 1
        if !members.contains(value) { unseen += 1 }
      },
      finish: { _ in
        guard present > 0 else { return StreamFigure(nil, holds: nil) }
        let share = Double(unseen) / Double(present)
        return StreamFigure("\(share)", holds: share <= most)
      }, reveals: [])
  }
}
