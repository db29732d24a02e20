internal import Checklist

/// Lower ends that lie above upper ends.
///
/// Sorted values ascend: whatever holds of a value from below holds of all after it. So the lower
/// end of one figure and the upper end of another contradict when the first is the greater and
/// stands no later among the sorted values; ends of all values stand at either side, and the mean
/// is somewhere between.
struct EndContradictions {
  private(set) var found: [Contradiction] = []

  init(_ rules: [ClaimingRule]) {
    let floors = Self.floors(rules)
    let ceilings = Self.ceilings(rules)
    for floor in floors {
      for ceiling in ceilings
      where floor.rule.index != ceiling.rule.index && Self.isBound(floor, ceiling)
        && Self.isAbove(floor, ceiling)
      {
        found.append(
          Contradiction(
            [floor.rule.index, ceiling.rule.index],
            "\(floor.subject) \(floor.end.isOutside ? "above" : "at least") \(floor.end.bound.text), and "
              + "\(ceiling.subject) \(ceiling.end.isOutside ? "below" : "at most") "
              + ceiling.end.bound.text))
      }
    }
    guard let low = Self.tightest(floors, isFloor: true),
      let high = Self.tightest(ceilings, isFloor: false)
    else { return }
    for rule in rules {
      for case .spread(let least) in rule.claims {
        guard let reason = Self.narrow(low, high, least) else { continue }
        found.append(Contradiction([rule.index, low.rule.index, high.rule.index], reason))
      }
    }
  }

  /// An end with what it is said of.
  struct Placed {
    let rule: ClaimingRule
    let end: ClaimedEnd
    let place: ClaimedPlace

    /// Whether it holds of every single value.
    func isOfAll(isFloor: Bool) -> Bool {
      switch place {
      case .every: rule.tolerance == 0
      case .quantile(let share): share == (isFloor ? 0 : 1)
      case .mean: false
      }
    }

    fileprivate var subject: String {
      switch place {
      case .every where rule.tolerance > 0:
        "\(NumberText.percent(1 - rule.tolerance)) of the values are"
      case .every: "every value is"
      case .quantile(0): "the smallest value is"
      case .quantile(1): "the largest value is"
      case .quantile(0.5): "the median is"
      case .quantile(let share): "the quantile \(share) is"
      case .mean: "the mean is"
      }
    }
  }

  static func floors(_ rules: [ClaimingRule]) -> [Placed] {
    rules.flatMap { rule in
      rule.claims.compactMap { claim in
        guard case .floor(let end, let place) = claim else { return nil }
        return Placed(rule: rule, end: end, place: place)
      } + listed(rule, isFloor: true)
    }
  }

  static func ceilings(_ rules: [ClaimingRule]) -> [Placed] {
    rules.flatMap { rule in
      rule.claims.compactMap { claim in
        guard case .ceiling(let end, let place) = claim else { return nil }
        return Placed(rule: rule, end: end, place: place)
      } + listed(rule, isFloor: false)
    }
  }

  /// The ends of a list that every value is in, when it is one of numbers or of times.
  private static func listed(_ rule: ClaimingRule, isFloor: Bool) -> [Placed] {
    rule.claims.compactMap { claim in
      guard case .listing(let members, except: 0) = claim, rule.tolerance == 0 else { return nil }
      let ends = members.compactMap { ConfigurationBound($0) }.map {
        ClaimedEnd(bound: $0, isOutside: false)
      }
      guard ends.count == members.count, let first = ends.first,
        ends.allSatisfy({ $0.bound.isTime == first.bound.isTime })
      else { return nil }
      let end = ends.dropFirst().reduce(first) { best, end in
        (end.order(best) ?? 0) * (isFloor ? 1 : -1) < 0 ? end : best
      }
      return Placed(rule: rule, end: end, place: .every)
    }
  }

  /// The narrowest of the ends that hold of every single value, or of one at a place.
  static func tightest(
    _ ends: [Placed], isFloor: Bool, alsoAt place: ClaimedPlace? = nil
  ) -> Placed? {
    ends.filter { $0.isOfAll(isFloor: isFloor) || $0.place == place }.reduce(nil) { best, end in
      guard let best else { return end }
      let order = (end.end.order(best.end) ?? 0) * (isFloor ? 1 : -1)
      return order > 0 || (order == 0 && end.end.isOutside) ? end : best
    }
  }

  /// Whether what the upper end is said of cannot be less than what the lower end is said of.
  static func isBound(_ floor: Placed, _ ceiling: Placed) -> Bool {
    let (low, high) = (floor.rule.tolerance, ceiling.rule.tolerance)
    switch (floor.place, ceiling.place) {
    case (.every, .every): return Tolerance.isSpent(low + high)
    // A quantile that is interpolated moves with fewer values than its share: never with less than
    // half.
    case (.every, .quantile(let share)): return low == 0 || low < share / 2
    case (.quantile(let share), .every): return high == 0 || high < (1 - share) / 2
    case (.quantile(let first), .quantile(let second)): return first <= second
    case (.every, .mean): return low == 0
    case (.mean, .every): return high == 0
    case (.mean, .quantile(let share)): return share == 1
    case (.quantile(let share), .mean): return share == 0
    case (.mean, .mean): return true
    }
  }

  /// Whether no value is between the two; where both are equal only if neither is reckoned.
  private static func isAbove(_ floor: Placed, _ ceiling: Placed) -> Bool {
    guard let order = floor.end.order(ceiling.end) else { return false }
    let isReckoned = floor.place == .mean || ceiling.place == .mean
    return order > 0
      || (order == 0 && !isReckoned && (floor.end.isOutside || ceiling.end.isOutside))
  }

  /// Why values between two ends cannot deviate so much: two of them, one at each end, deviate the
  /// most.
  private static func narrow(_ low: Placed, _ high: Placed, _ least: ClaimedEnd) -> String? {
    guard let lower = low.end.bound.number, let upper = high.end.bound.number, lower <= upper,
      let deviation = least.bound.number
    else { return nil }
    let most = (upper - lower) / 2.0.squareRoot()
    let isBeyond = deviation > most * (1 + 1e-9) || (most == 0 && least.isOutside && deviation == 0)
    return isBeyond
      ? "values from \(low.end.bound.text) to \(high.end.bound.text) deviate by "
        + "\(NumberText.plain(most)) at most" : nil
  }
}
