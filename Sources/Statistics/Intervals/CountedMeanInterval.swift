/// The interval of a mean of values of which rows have a few, from how many rows have each.
///
/// The most frequent value is the base, and what the others add to it is put together from an
/// interval of each one's share: Jeffreys', whose prior is half a row, with 0 as its lower end
/// where no row has the value and 1 as its upper where all have. So a dear value that few rows
/// have, or none, counts with the share that it may have, where Student's interval of the rows at
/// hand knows nothing of it.
///
/// `low = m − √(dᵀ R d)` with `dᵢ = wᵢ (pᵢ − lᵢ)`, or `wᵢ (pᵢ − uᵢ)` where `wᵢ < 0`; `R` has the
/// multinomial correlations `−√(pᵢ pⱼ / ((1 − pᵢ)(1 − pⱼ)))` times the signs of the weights
///
/// - Shape: values, all different, each with its rows; a value that may come and did not has 0
///   rows.
/// - Undefined: no rows; a value that is not finite, or a mean beyond doubles.
/// - Numerics: of two values it is Jeffreys' interval of the share, stretched.
/// - Complexity: O(values²).
/// - Source: Brown, Cai, DasGupta, *Interval Estimation for a Binomial Proportion*, 2001; Zou,
///   Donner, *Construction of confidence limits about effect measures*, 2008.
package enum CountedMeanInterval: CatalogueMember {
  package static let card = Card(
    id: "counted-mean-interval", aliases: ["jeffreys-mover"], key: "countedMean",
    title: "Interval of a mean of counted values",
    summary: "A range that holds the mean of values of which rows have a few.",
    unit: "the values' unit", range: "−∞…∞", direction: .neutral,
    formula: "m ∓ √(dᵀ R d), d from Jeffreys' interval of each value's share",
    defaults: [.init("level", "0.95", reason: "convention")],
    undefined: "there are no rows; a value is not finite", laws: [],
    source: "Brown, Cai, DasGupta, Statistical Science 16, 2001; Zou, Donner, 2008")

  package static let examples = [
    Example("0 in 20 rows, and 2,000 that none has: high end", gives: 233.277_966, within: 1e-5) {
      try estimate(values: [0, 2_000], counts: [20, 0]).interval?.high ?? .nan
    }
  ]

  /// The mean with its interval.
  ///
  /// - Throws: ``Undefined``.
  package static func estimate(
    values: [Double], counts: [Int], level: Double = 0.95
  ) throws(Undefined) -> Estimate {
    precondition(values.count == counts.count, "values and their rows differ in number")
    let rows = counts.reduce(0, +)
    guard rows > 0 else { throw Undefined("there are no rows") }
    let n = Double(rows)
    var mean = 0.0
    for (value, count) in zip(values, counts) { mean += value * (Double(count) / n) }
    guard mean.isFinite, let base = counts.indices.max(by: { counts[$0] < counts[$1] }) else {
      throw Undefined("the values are too large to be added up")
    }
    let parts = values.indices.filter { $0 != base }.map {
      Part(weight: values[$0] - values[base], count: counts[$0], rows: rows, level: level)
    }
    let (low, high) = (mean - distance(parts, \.below), mean + distance(parts, \.above))
    guard low.isFinite, high.isFinite else {
      throw Undefined("the values are too large to be added up")
    }
    return Estimate(
      mean, interval: Interval(low: low, high: high, level: level, method: "countedMean"))
  }

  /// What a value adds to the base, and how far its part may be from what it is.
  private struct Part {
    let below: Double
    let above: Double
    /// `√(p / (1 − p))` with the weight's sign: the product of two is their correlation, negated.
    let tie: Double

    init(weight: Double, count: Int, rows: Int, level: Double) {
      let share = Double(count) / Double(rows)
      let ends = CountedMeanInterval.share(count, of: rows, level: level)
      let (down, up) = (
        weight.magnitude * (share - ends.low), weight.magnitude * (ends.high - share)
      )
      below = weight < 0 ? up : down
      above = weight < 0 ? down : up
      // The base has as many rows at least, so that the share is at most a half.
      tie = (weight < 0 ? -1 : 1) * (share / (1 - share)).squareRoot()
    }
  }

  private static func distance(_ parts: [Part], _ side: KeyPath<Part, Double>) -> Double {
    var sum = 0.0
    for (place, part) in parts.enumerated() {
      let own = part[keyPath: side]
      sum += own * own
      for other in parts[..<place] { sum -= 2 * part.tie * other.tie * own * other[keyPath: side] }
    }
    return max(0, sum).squareRoot()
  }

  /// Jeffreys' interval of a share.
  static func share(_ count: Int, of rows: Int, level: Double) -> (low: Double, high: Double) {
    let posterior = BetaDistribution(
      alpha: Double(count) + 0.5, beta: Double(rows - count) + 0.5)
    let tail = (1 - level) / 2
    return (
      count == 0 ? 0 : posterior.quantile(tail),
      count == rows ? 1 : posterior.survivalQuantile(tail)
    )
  }
}
