internal import Checklist

/// Whether a rule lets a value be, as far as the contract alone says it.
struct ValueTest {
  let rule: ClaimingRule
  /// The share of the values that may break it.
  let tolerance: Double
  private var parts: [Part] = []

  private enum Part {
    case among(Set<ValueKey>)
    case outside(Set<ValueKey>)
    case atLeast(ClaimedEnd)
    case atMost(ClaimedEnd)
    case whole
    case midnight
    case text(TextMachine)
  }

  private let type: ValueType

  /// Makes the claims of a rule ready for values of a type.
  init(_ rule: ClaimingRule, type: ValueType, machines: TextMachines) {
    self.rule = rule
    self.type = type
    var tolerance = rule.tolerance
    for claim in rule.claims {
      switch claim {
      case .listing(let members, let share):
        tolerance += share
        parts.append(.among(Set(members.compactMap { ValueKey($0, type) })))
      case .excluding(let members):
        parts.append(.outside(Set(members.compactMap { ValueKey($0, type) })))
      case .floor(let end, .every), .floor(let end, .quantile(0)): parts.append(.atLeast(end))
      case .ceiling(let end, .every), .ceiling(let end, .quantile(1)): parts.append(.atMost(end))
      case .type(.integer): parts.append(.whole)
      case .type(.date): parts.append(.midnight)
      case .text(let language): parts += machines[language].map { [.text($0)] } ?? []
      default: break
      }
    }
    self.tolerance = tolerance
  }

  /// Whether it lets every value be.
  var isIdle: Bool { parts.isEmpty }

  /// Whether a value, as it is written in a contract, does not break the rule for certain.
  func allows(_ text: String) -> Bool {
    guard let key = ValueKey(text, type) else { return true }
    return parts.allSatisfy { part in
      switch part {
      case .among(let keys): keys.contains(key)
      case .outside(let keys): !keys.contains(key)
      case .atLeast(let end): order(text, end).map { $0 > 0 || ($0 == 0 && !end.isOutside) } ?? true
      case .atMost(let end): order(text, end).map { $0 < 0 || ($0 == 0 && !end.isOutside) } ?? true
      case .whole: if case .number = key { false } else { true }
      case .midnight:
        if case .whole(let moment) = key { moment % 86_400_000_000 == 0 } else { true }
      case .text(let machine): type != .text || machine.accepts(text)
      }
    }
  }

  private func order(_ text: String, _ end: ClaimedEnd) -> Int? {
    guard type.isNumeric || type.isTime else { return nil }
    return ConfigurationBound(text).flatMap { ClaimedEnd(bound: $0, isOutside: false).order(end) }
  }
}
