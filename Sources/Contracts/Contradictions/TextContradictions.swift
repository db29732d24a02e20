/// Rules about how a text is written that no text fulfils together.
///
/// The languages of the rules are automata; that they have no text in common is found by reading
/// every text at once, state by state, as far as there is room. Where there is not, nothing is
/// said.
///
/// - Source: Rabin and Scott, *Finite automata and their decision problems*, 1959: the product of
///   two automata.
struct TextContradictions {
  private(set) var found: [Contradiction] = []

  /// Steps after which a search is given up.
  private static let mostSteps = 200_000

  init(_ rules: [ClaimingRule], machines: TextMachines) {
    let texts = rules.compactMap { rule -> (rule: ClaimingRule, machine: TextMachine)? in
      for case .text(let language) in rule.claims {
        return machines[language].map { (rule, $0) }
      }
      return nil
    }
    for second in texts.indices {
      for first in 0..<second {
        take([texts[first], texts[second]])
      }
    }
    if texts.count > 2, found.isEmpty { take(texts) }
  }

  private mutating func take(_ texts: [(rule: ClaimingRule, machine: TextMachine)]) {
    guard Tolerance.isSpent(texts.reduce(0) { $0 + $1.rule.tolerance }),
      Self.haveNothingInCommon(texts.map(\.machine))
    else { return }
    let names = texts.map { "“\($0.rule.name)”" }.joined(separator: " and ")
    found.append(Contradiction(texts.map(\.rule.index), "no text fulfils \(names)"))
  }

  private static func haveNothingInCommon(_ machines: [TextMachine]) -> Bool {
    var bytes: [[[UInt8]]: UInt8] = [:]
    for byte in UInt8.min...UInt8.max { bytes[machines.map { $0.classes(byte) }] = byte }
    let alphabet = bytes.values.sorted()
    var seen: Set<[TextMachine.State]> = [machines.map(\.start)]
    var waiting = Array(seen)
    var at = 0
    var steps = 0
    while at < waiting.count {
      let states = waiting[at]
      at += 1
      if zip(machines, states).allSatisfy({ $0.accepts($1) }) { return false }
      steps += alphabet.count
      guard steps < mostSteps else { return false }
      for byte in alphabet {
        let next = zip(machines, states).map { $0.step($1, byte) }
        if seen.insert(next).inserted { waiting.append(next) }
      }
    }
    return true
  }
}
