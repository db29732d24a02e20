/// Tests whether values in the order of time rise or fall: the sign of every pair, counted.
///
/// `S = Σ_{i<j} sign(xⱼ − xᵢ)`, `z = (S ∓ 1) / √Var S` with
/// `Var S = (n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5)) / 18` over groups of t equal values.
///
/// - Shape: one value a time, in order; times need not be evenly spaced.
/// - Unit: standard errors; above 0 the values rise.
/// - Undefined: fewer than eight values, where the normal approximation does not hold; one that is
///   not finite; all equal.
/// - Complexity: O(n²).
/// - Source: Mann, *Nonparametric Tests Against Trend*, 1945; Kendall, *Rank Correlation Methods*,
///   1975, for the ties; as pymannkendall's `original_test`.
package enum MannKendallTest: CatalogueMember {
  package static let card = Card(
    id: "mann-kendall-test", aliases: ["mann-kendall"], key: "mannKendall",
    title: "Mann–Kendall test",
    summary: "Whether values in the order of time rise or fall.",
    unit: "standard errors", range: "−∞…∞", direction: .neutral,
    formula: "z = (S ∓ 1) / √Var S, S = Σ sign(xⱼ − xᵢ)",
    undefined: "fewer than eight values; all equal", laws: [],
    source: "Mann, Econometrica 13, 1945; Kendall 1975; pymannkendall original_test")

  package static let examples = [
    Example("1, 2, …, 8: (28 − 1) / √(8 · 7 · 21 / 18)", gives: 3.340_384, within: 1e-6) {
      try test([1, 2, 3, 4, 5, 6, 7, 8]).statistic
    }
  ]

  /// Values below which the normal approximation does not hold.
  package static let fewest = 8

  /// Tests, on both sides.
  ///
  /// - Throws: ``Undefined``.
  package static func test(_ values: [Double]) throws(Undefined) -> TestOutcome {
    guard values.count >= fewest else {
      throw Undefined("a trend needs \(fewest) values; there are \(values.count)")
    }
    guard values.allSatisfy(\.isFinite) else { throw Undefined("a value is not finite") }
    var score = 0.0
    for (place, later) in values.enumerated() {
      for earlier in values[..<place] where earlier != later { score += later > earlier ? 1 : -1 }
    }
    let n = Double(values.count)
    var variance = n * (n - 1) * (2 * n + 5)
    let sorted = values.sorted()
    var place = 0
    while place < sorted.count {
      var end = place + 1
      while end < sorted.count, sorted[end] == sorted[place] { end += 1 }
      let tied = Double(end - place)
      variance -= tied * (tied - 1) * (2 * tied + 5)
      place = end
    }
    guard variance > 0 else { throw Undefined("all values are equal") }
    // A step of S towards zero: the continuity correction.
    let z = (score == 0 ? 0 : score > 0 ? score - 1 : score + 1) / (variance / 18).squareRoot()
    return TestOutcome(
      statistic: z, pValue: min(1, 2 * NormalDistribution.survival(z.magnitude)),
      method: "asymptotic")
  }
}
