internal import Checklist

/// Rules of a column that fit values of different types.
///
/// Where the contract states the type, every rule is held against it by itself, and nothing is
/// looked for here.
struct TypeContradictions {
  /// Types that all rules fit.
  private(set) var possible = Set(ValueType.allCases)
  private(set) var found: [Contradiction] = []

  init(_ rules: [ClaimingRule]) {
    let own = rules.filter { $0.column != nil }
    var seen: [(rule: ClaimingRule, types: Set<ValueType>)] = []
    for rule in own {
      let types = Self.types(of: rule)
      guard types.count < ValueType.allCases.count else { continue }
      if let other = seen.first(where: { $0.types.isDisjoint(with: types) }) {
        found.append(
          Contradiction(
            [other.rule.index, rule.index],
            "one is for values that are \(Self.words(other.types)), the other for values that are "
              + Self.words(types)))
      }
      seen.append((rule, types))
      possible.formIntersection(types)
    }
    let isStated = own.contains { rule in
      rule.claims.contains { if case .type = $0 { true } else { false } }
    }
    if isStated { found = [] }
  }

  /// The types of values that a rule can be asked of.
  private static func types(of rule: ClaimingRule) -> Set<ValueType> {
    var types = Set(rule.types.isEmpty ? ValueType.allCases : rule.types)
    for claim in rule.claims {
      switch claim {
      case .floor(let end, .every), .floor(let end, .quantile(0)), .floor(let end, .quantile(1)),
        .ceiling(let end, .every), .ceiling(let end, .quantile(0)),
        .ceiling(let end, .quantile(1)):
        types = types.filter { $0.isTime == end.bound.isTime }
      case .listing(let members, _), .excluding(let members), .containing(let members),
        .mostCommon(let members):
        types = types.filter { type in members.allSatisfy { ValueKey($0, type) != nil } }
      case .type(let type):
        types = types.filter {
          $0 == type || ($0.isNumeric && type.isNumeric) || ($0.isTime && type.isTime)
        }
      default: break
      }
    }
    return types
  }

  private static func words(_ types: Set<ValueType>) -> String {
    ValueType.allCases.filter(types.contains).map(\.rawValue).joined(separator: " or ")
  }
}
