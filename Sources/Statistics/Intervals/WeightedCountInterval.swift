/// The interval of a sum of weights of which only those of a random part were seen.
///
/// Each seen one stands for `1 / f` others, f being the part that was looked at, and how many of a
/// kind were seen follows Poisson's law. With equal weights it is the exact interval of a Poisson
/// count.
///
/// `v/2y · χ²(α/2; 2y²/v) … (v + w²)/(2(y + w)) · χ²(1 − α/2; 2(y + w)²/(v + w²))`
///
/// - Shape: `sum` y of the weights seen, the sum of their `squares` v, and the `largest` w that one
///   may have.
/// - Undefined: a number is negative or not finite; the largest weight is 0.
/// - Numerics: that a part of a finite whole varies less is left out, so that the interval is wide
///   rather than narrow where the part is large.
/// - Source: Fay, Feuer, *Confidence intervals for directly standardized rates: a method based on
///   the gamma distribution*, 1997.
package enum WeightedCountInterval: CatalogueMember {
  package static let card = Card(
    id: "weighted-count-interval", aliases: ["fay-feuer", "gamma-interval"], key: "weightedCount",
    title: "Interval of a weighted count",
    summary: "A range that holds a sum of which a random part was seen.",
    unit: "the weights' unit", range: "0…∞", direction: .neutral,
    formula: "v/2y · χ²(α/2; 2y²/v) … (v + w²)/(2(y + w)) · χ²(1 − α/2; 2(y + w)²/(v + w²))",
    defaults: [.init("level", "0.95", reason: "convention")],
    undefined: "a number is negative; the largest weight is 0", laws: [],
    source: "Fay, Feuer, Statistics in Medicine 16, 1997")

  package static let examples = [
    Example("10 seen of weight 1 at 0.95: high end", gives: 18.390_356, within: 1e-6) {
      try interval(sum: 10, squares: 10, largest: 1).high
    },
    Example("none seen: high end −ln 0.025", gives: 3.688_879, within: 1e-6) {
      try interval(sum: 0, squares: 0, largest: 1).high
    },
  ]

  /// The interval.
  ///
  /// - Throws: ``Undefined``.
  package static func interval(
    sum: Double, squares: Double, largest: Double, level: Double = 0.95
  ) throws(Undefined) -> Interval {
    for number in [sum, squares, largest] {
      guard number.isFinite, number >= 0 else {
        throw Undefined("\(number) is no sum of weights")
      }
    }
    guard largest > 0 else { throw Undefined("no weight is above 0") }
    let tail = (1 - level) / 2
    let low =
      sum == 0 || squares == 0
      ? 0
      : squares / (2 * sum)
        * ChiSquareDistribution(degrees: 2 * sum * sum / squares).quantile(tail)
    let (above, spread) = (sum + largest, squares + largest * largest)
    let high =
      spread / (2 * above)
      * ChiSquareDistribution(degrees: 2 * above * above / spread).survivalQuantile(tail)
    return Interval(low: low, high: high, level: level, method: "weightedCount")
  }
}
