/// How far the most different of several sets lies from all of them together: train, validation and
/// test compared at once, with chance taken out.
///
/// `maxₐ d(pₐ, p)`, p being the pooled distribution, and d the total variation over categories or
/// the Kolmogorov–Smirnov gap over ordered values.
///
/// A set's gap to the pooled distribution is `1 − nₐ/N` times its gap to the other sets together,
/// from which it is independent: the two-sample effect gives value and interval, at a level that
/// holds for all sets at once (Bonferroni). The largest gap lies between the largest low end and
/// the largest high end.
///
/// - Unit: share of rows, 0…1.
/// - Undefined: a set has no rows; fewer than two sets.
/// - Complexity: that of one two-sample effect for each set.
/// - Source: ``TotalVariationEffect``, ``KolmogorovSmirnovEffect``; Bonferroni's inequality.
package enum LargestGapToPooled: CatalogueMember {
  package static let card = Card(
    id: "largest-gap-to-pooled", aliases: ["k-sample-effect"], key: "largestGapToPooled",
    title: "Largest gap to the pooled distribution",
    summary: "How far the most different of several sets lies from all of them together.",
    unit: "share", range: "0…1", direction: .lowerIsBetter,
    formula: "maxₐ (1 − nₐ/N) · d(pₐ, p of the others)",
    defaults: [
      .init("level", "0.95", reason: "holds for all sets at once")
    ],
    undefined: "a set has no rows; there are fewer than two sets; the cells differ in number",
    laws: [.symmetric, .orderInvariant, .bounded],
    source: "Bonferroni's inequality over two-sample effects")

  package static let examples = [
    Example("three sets of 500, 500", gives: 0) {
      try categories([[500, 500], [500, 500], [500, 500]]).largest.value ?? .nan
    },
    Example(
      "100000, 0 twice and 0, 100000 once: two thirds of the pool differ", gives: 2 / 3.0,
      within: 1e-4
    ) {
      try categories([[100_000, 0], [100_000, 0], [0, 100_000]]).largest.value ?? .nan
    },
  ]

  /// Every set's gap and the largest.
  package struct Gaps: Sendable, Hashable {
    /// Each set's gap to the pooled distribution, with an interval that holds for all at once.
    package let sets: [Estimate]
    /// Which set's gap is the largest.
    package let mostDifferent: Int
    /// The largest gap.
    package let largest: Estimate
  }

  /// The gaps of sets over the same categories.
  ///
  /// - Throws: ``Undefined``.
  package static func categories(_ sets: [[Int]], level: Double = 0.95) throws(Undefined) -> Gaps {
    try gaps(sets, level) { own, others, level throws(Undefined) in
      try TotalVariationEffect.estimate(reference: others, current: own, level: level)
    }
  }

  /// The gaps of sets over the same ordered cells.
  ///
  /// - Parameter binned: whether cells hold more than one value, which may hide a part of the gap.
  /// - Throws: ``Undefined``.
  package static func ordered(_ sets: [[Int]], binned: Bool, level: Double = 0.95)
    throws(Undefined) -> Gaps
  {
    try gaps(sets, level) { own, others, level throws(Undefined) in
      if binned {
        return try KolmogorovSmirnovEffect.estimate(
          reference: others, current: own, level: level)
      }
      let places = own.indices.map { Double($0) }
      return KolmogorovSmirnovEffect.estimate(
        try OrderedCounts(values: places, counts: others),
        try OrderedCounts(values: places, counts: own), level: level)
    }
  }

  private static func gaps(
    _ sets: [[Int]], _ level: Double,
    _ effect: (_ own: [Int], _ others: [Int], _ level: Double) throws(Undefined) -> Estimate
  ) throws(Undefined) -> Gaps {
    guard sets.count > 1 else { throw Undefined("there are fewer than two sets") }
    let width = sets[0].count
    guard sets.allSatisfy({ $0.count == width }) else {
      throw Undefined("the sets differ in their number of cells")
    }
    var rows: [Int] = []
    for set in sets { rows.append(try CountPair.rows(set, window: "set")) }
    let total = rows.reduce(0.0) { $0 + Double($1) }
    // Two sets have one gap, seen from both sides.
    let family = sets.count == 2 ? 1 : sets.count
    let own = 1 - (1 - level) / Double(family)
    var found: [Estimate] = []
    for index in sets.indices {
      var others = [Int](repeating: 0, count: width)
      for (other, set) in sets.enumerated() where other != index {
        for cell in set.indices {
          let (sum, overflow) = others[cell].addingReportingOverflow(set[cell])
          guard !overflow else { throw Undefined("the sets have more rows than can be counted") }
          others[cell] = sum
        }
      }
      var estimate = try effect(sets[index], others, own)
      let share = 1 - Double(rows[index]) / total
      estimate.value = estimate.value.map { $0 * share }
      estimate.interval = estimate.interval.map {
        Interval(low: $0.low * share, high: $0.high * share, level: level, method: $0.method)
      }
      found.append(estimate)
    }
    let most = found.indices.max { (found[$0].value ?? 0) < (found[$1].value ?? 0) } ?? 0
    var largest = found[most]
    largest.interval = found.compactMap(\.interval).reduce(largest.interval) { widest, next in
      widest.map {
        Interval(
          low: max($0.low, next.low), high: max($0.high, next.high), level: level,
          method: $0.method)
      }
    }
    return Gaps(sets: found, mostDifferent: most, largest: largest)
  }
}
