internal import Checklist

/// Numbers of rows, of missing and of different values that do not go together.
struct CountContradictions {
  private(set) var found: [Contradiction] = []

  /// A number that something is at least, or at most, by some rules.
  struct End {
    let number: Double
    let rules: [Int]
  }

  /// How far sums of shares may be off.
  private static let slack = 1e-9

  /// - Parameter mostDistinct: how many different values there can be, by the rules that leave no
  ///   more.
  init(_ rules: [ClaimingRule], mostDistinct: [(count: Int, rules: [Int])]) {
    let (leastNull, mostNull) = Self.missing(rules)
    refuse(leastNull, mostNull) { low, high in
      "\(Self.least(low)) of the rows have no value, and \(NumberText.percent(high)) may have none"
    }
    let values = Self.values(rules, leastNull: leastNull, mostNull: mostNull)
    refuse(Self.needed(rules), values.most) { low, high in
      "a figure needs \(Self.whole(low)) value(s), and there are \(Self.whole(high)) at most"
    }
    let shares = Self.shares(.distinctShare, rules)
    let counts = Self.shares(.distinct, rules)
    let unique = rules.first(where: \.isUnique)
    if let unique {
      let least = End(number: 1 - unique.tolerance, rules: [unique.index])
      refuse(least, shares.most.first) { low, high in
        "\(Self.least(low)) of the values are different, and \(NumberText.percent(high)) may be"
      }
    }
    var least = counts.least
    var most =
      counts.most
      + mostDistinct.map {
        End(number: Double($0.count), rules: $0.rules)
      }
    for rule in rules {
      for case .containing(let members) in rule.claims {
        least.append(
          End(number: Double(Set(members).count), rules: [rule.index]))
      }
    }
    if let few = values.least {
      let share = [shares.least.first, unique.flatMap { Self.sure($0) }].compactMap(\.self)
        .max { $0.number < $1.number }
      if let share {
        least.append(
          End(
            number: (few.number * share.number - Self.slack).rounded(.up),
            rules: few.rules + share.rules))
      }
    }
    if let many = values.most {
      let share = shares.most.first
      most.append(
        End(
          number: (many.number * (share?.number ?? 1) + Self.slack).rounded(.down),
          rules: many.rules + (share?.rules ?? [])))
    }
    refuse(
      least.max { $0.number < $1.number }, most.min { $0.number < $1.number }
    ) { low, high in
      "there are \(Self.whole(low)) different values at least, and \(Self.whole(high)) at most"
    }
  }

  /// How many values there are, by the rules that say it.
  static func present(_ rules: [ClaimingRule]) -> (least: End?, most: End?) {
    let (leastNull, mostNull) = missing(rules)
    return values(rules, leastNull: leastNull, mostNull: mostNull)
  }

  /// The share of rows without a value.
  private static func missing(_ rules: [ClaimingRule]) -> (least: End?, most: End?) {
    let nulls = shares(.nullShare, rules)
    let filled = rules.filter(\.isFilled).map { End(number: $0.tolerance, rules: [$0.index]) }
    return (
      nulls.least.max { $0.number < $1.number },
      (nulls.most + filled).min { $0.number < $1.number }
    )
  }

  /// Notes a lower end above an upper one, when it takes several rules.
  private mutating func refuse(
    _ least: End?, _ most: End?, because reason: (Double, Double) -> String
  ) {
    guard let least, let most, least.number > most.number + Self.slack else { return }
    let rules = Set(least.rules + most.rules)
    guard rules.count > 1 else { return }
    found.append(Contradiction(Array(rules), reason(least.number, most.number)))
  }

  /// The ends that rules give a count or a share; an end that is outside is moved by as little as
  /// there is.
  private static func shares(
    _ count: ClaimedCount, _ rules: [ClaimingRule]
  ) -> (least: [End], most: [End]) {
    var (least, most): ([End], [End]) = ([], [])
    let step = count == .distinct ? 1 : 2 * slack
    for rule in rules {
      for case .count(count, let bounds) in rule.claims {
        if let number = bounds.least?.number {
          let end = bounds.excludesLeast ? number + step : number
          least.append(End(number: end, rules: [rule.index]))
        }
        if let number = bounds.greatest?.number {
          let end = bounds.excludesGreatest ? number - step : number
          most.append(End(number: end, rules: [rule.index]))
        }
      }
    }
    return (least, most)
  }

  /// How many values there are, by the number of rows and the share of those without one.
  private static func values(
    _ rules: [ClaimingRule], leastNull: End?, mostNull: End?
  ) -> (least: End?, most: End?) {
    var (fewest, greatest): (End?, End?)
    for rule in rules {
      for case .rows(let range) in rule.claims {
        fewest = range.least.map { End(number: Double($0), rules: [rule.index]) }
        greatest = range.greatest.map { End(number: Double($0), rules: [rule.index]) }
      }
    }
    let least = fewest.flatMap { rows in
      mostNull.map { null in
        End(
          number: (rows.number * (1 - null.number) - slack).rounded(.up),
          rules: rows.rules + null.rules)
      }
    }
    let most =
      greatest.map { rows in
        End(
          number: (rows.number * (1 - (leastNull?.number ?? 0)) + slack).rounded(.down),
          rules: rows.rules + (leastNull?.rules ?? []))
      } ?? leastNull.flatMap { $0.number >= 1 ? End(number: 0, rules: $0.rules) : nil }
    return (least, most)
  }

  /// The values that a figure needs to be there.
  private static func needed(_ rules: [ClaimingRule]) -> End? {
    rules.compactMap { rule in
      rule.valuesNeeded > 0
        ? End(number: Double(rule.valuesNeeded), rules: [rule.index]) : nil
    }.max { $0.number < $1.number }
  }

  /// Unique values without exception, each of which is another.
  private static func sure(_ unique: ClaimingRule) -> End? {
    unique.tolerance == 0 ? End(number: 1, rules: [unique.index]) : nil
  }

  /// A share that is exceeded when nothing else is said of it.
  private static func least(_ share: Double) -> String {
    share > 10 * slack ? "at least \(NumberText.percent(share))" : "more than 0 %"
  }

  private static func whole(_ number: Double) -> String {
    Int(exactly: number.rounded()).map { "\($0)" } ?? "\(number)"
  }
}

extension ClaimingRule {
  fileprivate var isFilled: Bool {
    claims.contains { if case .filled = $0 { true } else { false } }
  }

  fileprivate var isUnique: Bool {
    claims.contains { if case .unique = $0 { true } else { false } }
  }

  /// How many values its figure needs; 0 where it has one of none.
  fileprivate var valuesNeeded: Int {
    claims.reduce(0) { most, claim in
      let needed =
        switch claim {
        case .spread: 2
        case .floor(_, .mean), .floor(_, .quantile), .ceiling(_, .mean), .ceiling(_, .quantile): 1
        case .count(.distinctShare, _), .mostCommon, .containing, .total, .average: 1
        default: 0
        }
      return max(most, needed)
    }
  }
}
