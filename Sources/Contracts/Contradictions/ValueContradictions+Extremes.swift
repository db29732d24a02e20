internal import Checklist

extension ValueContradictions {
  /// Rules that leave nothing for the smallest or the largest value to be.
  ///
  /// Either is one of the values: it keeps what each keeps without exception.
  ///
  /// - Parameter tests: of values, without tolerance.
  static func ofExtremes(
    _ rules: [ClaimingRule], type: ValueType, tests: [ValueTest]
  ) -> [Contradiction] {
    guard type.isNumeric || type.isTime else { return [] }
    return [(0.0, "smallest"), (1.0, "largest")].flatMap { share, noun in
      ofExtreme(.quantile(share), noun, rules, type: type, tests: tests)
    }
  }

  private static func ofExtreme(
    _ place: ClaimedPlace, _ noun: String, _ rules: [ClaimingRule], type: ValueType,
    tests: [ValueTest]
  ) -> [Contradiction] {
    let low = EndContradictions.tightest(
      EndContradictions.floors(rules), isFloor: true, alsoAt: place)
    let high = EndContradictions.tightest(
      EndContradictions.ceilings(rules), isFloor: false, alsoAt: place)
    let isOfOne =
      low.map { !$0.isOfAll(isFloor: true) } ?? false
      || high.map { !$0.isOfAll(isFloor: false) } ?? false
    // Ends of all values are looked at as such, and ends that cross as ends.
    guard isOfOne else { return [] }
    if let low, let high, (low.end.order(high.end) ?? 1) > 0 { return [] }
    let listings = possible(low, high, rules, type: type)
    return listings.compactMap { listing -> Contradiction? in
      guard !listing.members.isEmpty else {
        return Contradiction(
          listing.rules,
          "there is no \(listing.words) \(words(low, high)), where the \(noun) value lies")
      }
      let whole = ListedValues(
        members: listing.members, rules: listing.rules, tolerance: 0,
        words: "every value that may be the \(noun)")
      return contradiction(
        of: whole, tests.filter { !listing.rules.contains($0.rule.index) })
    }
  }

  /// What a value between two ends can be, by what is known of all; `words` call one of them.
  private static func possible(
    _ low: EndContradictions.Placed?, _ high: EndContradictions.Placed?, _ rules: [ClaimingRule],
    type: ValueType
  ) -> [ListedValues] {
    let sources = [low?.rule.index, high?.rule.index].compactMap(\.self)
    if let low, let high {
      if let countable = CountableValues(rules, type: type),
        let members = countable.between(low.end, high.end)
      {
        return [
          ListedValues(
            members: members, rules: sources + [countable.rule.index], tolerance: 0,
            words: countable.noun)
        ]
      }
      if low.end.order(high.end) == 0, !low.end.isOutside, !high.end.isOutside {
        return [
          ListedValues(members: [low.end.bound.text], rules: sources, tolerance: 0, words: "value")
        ]
      }
    }
    return rules.flatMap { rule in
      rule.claims.compactMap { claim -> ListedValues? in
        guard case .listing(let members, except: 0) = claim, rule.tolerance == 0 else { return nil }
        let left = members.filter { member in
          guard let bound = ConfigurationBound(member) else { return true }
          let value = ClaimedEnd(bound: bound, isOutside: false)
          let above = low.flatMap { low in
            value.order(low.end).map { $0 > 0 || ($0 == 0 && !low.end.isOutside) }
          }
          let below = high.flatMap { high in
            value.order(high.end).map { $0 < 0 || ($0 == 0 && !high.end.isOutside) }
          }
          return (above ?? true) && (below ?? true)
        }
        return ListedValues(
          members: left, rules: sources + [rule.index], tolerance: 0,
          words: "value of “\(rule.name)”")
      }
    }
  }

  /// Two ends, or one, to follow what lies there: `from 5 to 6`, `above 5 and below 6`, `up to 6`.
  static func words(
    _ low: EndContradictions.Placed?, _ high: EndContradictions.Placed?
  ) -> String {
    let from = low.map { "\($0.end.isOutside ? "above" : "from") \($0.end.bound.text)" }
    guard let high else { return from.map { $0 + " on" } ?? "" }
    guard let from else {
      return "\(high.end.isOutside ? "below" : "up to") \(high.end.bound.text)"
    }
    return "\(from) \(high.end.isOutside ? "and below" : "to") \(high.end.bound.text)"
  }
}
