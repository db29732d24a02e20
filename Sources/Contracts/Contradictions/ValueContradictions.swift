internal import Checklist

/// Lists of values of which none is left by the other rules.
///
/// Lists come from rules that give one, from a type with few values, and from whole numbers and
/// days between two ends.
struct ValueContradictions {
  private(set) var found: [Contradiction] = []
  /// How many different values there can be at most, by the rules that leave no more.
  private(set) var mostDistinct: [(count: Int, rules: [Int])] = []

  /// Values that all are in, but for a share of them.
  struct ListedValues {
    let members: [String]
    let rules: [Int]
    let tolerance: Double
    /// What they are, where people read it.
    let words: String
  }

  init(_ rules: [ClaimingRule], types: Set<ValueType>, machines: TextMachines) {
    guard let type = Self.type(types) else { return }
    let tests = rules.map { ValueTest($0, type: type, machines: machines) }
      .filter { !$0.isIdle }
    for listing in Self.listings(rules, type: type, found: &found) {
      let others = tests.filter { !listing.rules.contains($0.rule.index) }
      if let contradiction = Self.contradiction(of: listing, others) {
        found.append(contradiction)
        continue
      }
      guard listing.tolerance == 0 else { continue }
      let sure = others.filter { $0.tolerance == 0 }
      var used: Set<Int> = []
      var left: Set<ValueKey> = []
      for member in listing.members {
        if let test = sure.first(where: { !$0.allows(member) }) {
          used.insert(test.rule.index)
        } else if let key = ValueKey(member, type) {
          left.insert(key)
        }
      }
      mostDistinct.append((left.count, listing.rules + used.sorted()))
    }
    for rule in rules {
      let others = tests.filter { $0.rule.index != rule.index && $0.tolerance == 0 }
      for claim in rule.claims {
        switch claim {
        case .containing(let members):
          for test in others where members.contains(where: { !test.allows($0) }) {
            found.append(
              Contradiction(
                [rule.index, test.rule.index],
                "a value that must occur breaks “\(test.rule.name)”"))
          }
        case .mostCommon(let members):
          for test in others where !members.contains(where: test.allows) {
            found.append(
              Contradiction(
                [rule.index, test.rule.index],
                "each value that may be the most common breaks “\(test.rule.name)”"))
          }
        default: break
        }
      }
    }
    guard found.isEmpty else { return }
    found += Self.ofExtremes(rules, type: type, tests: tests.filter { $0.tolerance == 0 })
  }

  /// What the values are compared as; text where it may be several, which calls no more values
  /// equal than are.
  private static func type(_ types: Set<ValueType>) -> ValueType? {
    guard let first = types.first else { return nil }
    if types.allSatisfy(\.isNumeric) { return .number }
    if types.allSatisfy(\.isTime) { return .timestamp }
    return types.count == 1 ? first : .text
  }

  /// Why none of some values is left, by one of several tests or by all together.
  static func contradiction(
    of listing: ListedValues, _ tests: [ValueTest]
  ) -> Contradiction? {
    for test in tests
    where Tolerance.isSpent(listing.tolerance + test.tolerance)
      && !listing.members.contains(where: test.allows)
    {
      return Contradiction(
        listing.rules + [test.rule.index], "\(listing.words) breaks “\(test.rule.name)”")
    }
    // Few rules that are enough together, those first that leave the fewest values.
    var used: [ValueTest] = []
    var left = listing.members
    while !left.isEmpty {
      let counts = tests.map { test in left.count { !test.allows($0) } }
      guard let most = counts.max(), most > 0, let place = counts.firstIndex(of: most) else {
        return nil
      }
      used.append(tests[place])
      left = left.filter(tests[place].allows)
    }
    let tolerance = used.reduce(listing.tolerance) { $0 + $1.tolerance }
    guard used.count > 1, Tolerance.isSpent(tolerance) else { return nil }
    let names = used.sorted { $0.rule.index < $1.rule.index }.map { "“\($0.rule.name)”" }
    return Contradiction(
      listing.rules + used.map(\.rule.index),
      "\(listing.words) breaks one of \(names.joined(separator: ", "))")
  }

  private static func listings(
    _ rules: [ClaimingRule], type: ValueType, found: inout [Contradiction]
  ) -> [ListedValues] {
    var listings: [ListedValues] = []
    for rule in rules {
      for claim in rule.claims {
        switch claim {
        case .listing(let members, let share):
          listings.append(
            ListedValues(
              members: members, rules: [rule.index], tolerance: rule.tolerance + share,
              words: "every value of “\(rule.name)”"))
        case .type(.boolean):
          listings.append(
            ListedValues(
              members: ["true", "false"], rules: [rule.index], tolerance: rule.tolerance,
              words: "either truth value"))
        default: break
        }
      }
    }
    guard type.isNumeric || type.isTime,
      let low = EndContradictions.tightest(EndContradictions.floors(rules), isFloor: true),
      let high = EndContradictions.tightest(EndContradictions.ceilings(rules), isFloor: false),
      let order = low.end.order(high.end), order <= 0
    else { return listings }
    let ends = [low.rule.index, high.rule.index]
    if order == 0, !low.end.isOutside, !high.end.isOutside {
      listings.append(
        ListedValues(
          members: [low.end.bound.text], rules: ends, tolerance: 0,
          words: "the only value \(low.end.bound.text)"))
    }
    guard let countable = CountableValues(rules, type: type),
      let members = countable.between(low.end, high.end)
    else { return listings }
    // A list has ends too, and is looked at value by value.
    guard !members.isEmpty || low.rule.index != high.rule.index || !low.rule.isList else {
      return listings
    }
    let sources = ends + [countable.rule.index]
    guard let first = members.first, let last = members.last else {
      found.append(
        Contradiction(sources, "there is no \(countable.noun) \(words(low, high))"))
      return listings
    }
    listings.append(
      ListedValues(
        members: members, rules: sources, tolerance: 0,
        words: "every \(countable.noun) from \(first) to \(last)"))
    return listings
  }
}

/// What is left of a tolerance.
enum Tolerance {
  /// Whether rules that each let a share of the rows break them do not let all rows break one.
  ///
  /// Of rows that no value can satisfy each breaks one of the rules at least.
  static func isSpent(_ sum: Double) -> Bool { sum < 1 - 1e-9 }
}

extension ClaimingRule {
  /// Whether it lists what every value is one of.
  fileprivate var isList: Bool {
    claims.contains { if case .listing = $0 { true } else { false } }
  }
}
