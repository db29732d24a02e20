/// What contradicts among the rules of one column, and those about all data, that hold in one
/// place.
struct ColumnContradictions {
  private(set) var found: [Contradiction] = []

  init(_ rules: [ClaimingRule], column: String, machines: TextMachines) {
    let types = TypeContradictions(rules)
    found += types.found
    // Ends of different kinds of values cannot be compared.
    guard types.found.isEmpty else { return }
    let ends = EndContradictions(rules).found
    found += ends
    if ends.isEmpty { found += TotalContradictions(rules).found }
    let values = ValueContradictions(rules, types: types.possible, machines: machines)
    found += values.found
    if values.found.isEmpty { found += TextContradictions(rules, machines: machines).found }
    found += CountContradictions(rules, mostDistinct: values.mostDistinct).found
    found += Self.absent(column, rules)
  }

  /// A column that has rules and may not be there.
  private static func absent(_ column: String, _ rules: [ClaimingRule]) -> [Contradiction] {
    for rule in rules {
      for case .columns(let names) in rule.claims where !names.contains(column) {
        let own = rules.filter { $0.column == column }
        guard let first = own.first(where: { $0.name == RequiredColumn.card.name }) ?? own.first
        else { continue }
        return [
          Contradiction(
            [rule.index, first.index],
            "the list of all columns does not name “\(column)”, and a rule is about it")
        ]
      }
    }
    return []
  }
}
