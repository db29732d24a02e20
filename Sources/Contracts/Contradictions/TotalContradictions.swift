internal import Checklist

/// Sums, means and spreads that so many values between two ends cannot have.
///
/// Of n values from `low` to `high` the sum is from `n · low` to `n · high`, and n times the mean.
/// Each end is a straight line over n, and each pair of a lower and an upper line leaves an
/// interval of n; together they leave none, or the rules can hold.
struct TotalContradictions {
  private(set) var found: [Contradiction] = []

  /// How far a sum of doubles may be off, as a share of its parts.
  private static let slack = 1e-6

  init(_ rules: [ClaimingRule]) {
    let counts = CountContradictions.present(rules)
    if let spread = Self.spread(rules, counts.least) { found.append(spread) }
    guard rules.contains(where: { $0.sum != nil || $0.average != nil }) else { return }
    let lines = Self.lines(rules)
    guard Self.isEmpty(lines, counts.least, counts.most) else { return }
    // Rules without which it is a contradiction too are not part of it.
    var needed = lines
    for line in lines {
      let others = needed.filter { $0.rules != line.rules }
      if Self.isEmpty(others, counts.least, counts.most) { needed = others }
    }
    let least = Self.isEmpty(needed, nil, counts.most) ? nil : counts.least
    let most = Self.isEmpty(needed, least, nil) ? nil : counts.most
    let used = needed.flatMap(\.rules) + (least?.rules ?? []) + (most?.rules ?? [])
    guard Set(used).count > 1 else { return }
    found.append(Contradiction(used, Self.reason(needed, least, most)))
  }

  /// What the sum of n values is at least, or at most: `fixed + each · n`.
  private struct Line {
    let fixed: Double
    let each: Double
    let isLower: Bool
    let rules: [Int]
    /// What is said of the values, to follow “and”.
    let words: String
  }

  private static func lines(_ rules: [ClaimingRule]) -> [Line] {
    var lines: [Line] = []
    for rule in rules {
      let ends = [(rule.sum, true, "the sum"), (rule.average, false, "the mean")]
      for (bounds, isTotal, noun) in ends {
        for (bound, isLower) in [(bounds?.least, true), (bounds?.greatest, false)] {
          guard let bound, let number = bound.number else { continue }
          lines.append(
            Line(
              fixed: isTotal ? number : 0, each: isTotal ? 0 : number, isLower: isLower,
              rules: [rule.index],
              words: "\(noun) is \(isLower ? "at least" : "at most") \(bound.text)"))
        }
      }
    }
    for isFloor in [true, false] {
      let most = isFloor ? "at least" : "at most"
      let ends =
        isFloor ? EndContradictions.floors(rules) : EndContradictions.ceilings(rules)
      guard let end = EndContradictions.tightest(ends, isFloor: isFloor),
        let number = end.end.bound.number
      else { continue }
      lines.append(
        Line(
          fixed: 0, each: number, isLower: isFloor, rules: [end.rule.index],
          words: "each value is \(most) \(end.end.bound.text)"))
      // The largest value is at least so much, the smallest at most: one value lies apart.
      let place = ClaimedPlace.quantile(isFloor ? 1 : 0)
      for one in ends.filter({ $0.place == place }) {
        guard let extreme = one.end.bound.number, isFloor ? extreme > number : extreme < number
        else { continue }
        lines.append(
          Line(
            fixed: extreme - number, each: number, isLower: isFloor,
            rules: [end.rule.index, one.rule.index],
            words: "one value is \(most) \(one.end.bound.text) and each \(most) "
              + end.end.bound.text))
      }
    }
    return lines
  }

  /// Whether there is no number of values for which every lower line is below every upper one.
  private static func isEmpty(
    _ lines: [Line], _ fewest: CountContradictions.End?, _ greatest: CountContradictions.End?
  ) -> Bool {
    // A sum and a mean need a value.
    var (least, most) = (max(1, fewest?.number ?? 1), greatest?.number ?? .infinity)
    guard least <= most else { return false }
    for lower in lines where lower.isLower {
      for upper in lines where !upper.isLower {
        // lower.fixed + lower.each · n ≤ upper.fixed + upper.each · n
        let room =
          upper.fixed - lower.fixed + slack * (upper.fixed.magnitude + lower.fixed.magnitude)
        let each = lower.each - upper.each
        let loose = slack * (lower.each.magnitude + upper.each.magnitude)
        if each.magnitude <= loose {
          // Parallel lines: what little they part by is no matter for few values, and unknown for
          // many.
          if room < 0, loose == 0 { return true }
        } else if each > 0 {
          most = min(most, room / (each - loose))
        } else {
          least = max(least, room / (each - loose))
        }
      }
    }
    return least.rounded(.up) > most.rounded(.down)
  }

  private static func reason(
    _ lines: [Line], _ least: CountContradictions.End?, _ most: CountContradictions.End?
  ) -> String {
    var parts = lines.map(\.words)
    func values(_ number: Double) -> String {
      "\(NumberText.plain(number)) value\(number == 1 ? "" : "s")"
    }
    switch (least, most) {
    case (let least?, let most?) where least.number == most.number:
      parts.append("there are \(values(least.number))")
    case (let least?, let most?):
      parts.append("there are \(NumberText.plain(least.number)) to \(values(most.number))")
    case (let least?, nil): parts.append("there are at least \(values(least.number))")
    case (nil, let most?): parts.append("there are at most \(values(most.number))")
    case (nil, nil): break
    }
    return parts.dropLast().joined(separator: ", ") + " and " + (parts.last ?? "")
  }

  /// A standard deviation that so many values between two ends cannot have.
  ///
  /// - Source: Popoviciu, 1935: the variance is at most a quarter of the square of the range; here
  ///   with n − 1.
  private static func spread(
    _ rules: [ClaimingRule], _ fewest: CountContradictions.End?
  ) -> Contradiction? {
    guard let fewest, fewest.number > 2,
      let low = EndContradictions.tightest(EndContradictions.floors(rules), isFloor: true),
      let high = EndContradictions.tightest(EndContradictions.ceilings(rules), isFloor: false),
      let lower = low.end.bound.number, let upper = high.end.bound.number, lower <= upper
    else { return nil }
    let most = (upper - lower) / 2 * (fewest.number / (fewest.number - 1)).squareRoot()
    for rule in rules {
      for case .spread(let least) in rule.claims {
        guard let deviation = least.bound.number, deviation > most * (1 + slack) else { continue }
        return Contradiction(
          [rule.index, low.rule.index, high.rule.index] + fewest.rules,
          "\(NumberText.plain(fewest.number)) or more values from \(low.end.bound.text) to "
            + "\(high.end.bound.text) deviate by \(NumberText.plain(most)) at most")
      }
    }
    return nil
  }
}

extension ClaimingRule {
  fileprivate var sum: Bounds? {
    claims.lazy.compactMap { if case .total(let bounds) = $0 { bounds } else { nil } }.first
  }

  fileprivate var average: Bounds? {
    claims.lazy.compactMap { if case .average(let bounds) = $0 { bounds } else { nil } }.first
  }
}
