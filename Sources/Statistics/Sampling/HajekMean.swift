/// The mean of all rows, estimated from rows that were chosen with unequal probabilities.
///
/// `ŷ = Σ wᵢ yᵢ / Σ wᵢ`, wᵢ = 1 / πᵢ; its variance is that of the weighted residuals,
/// `n/(n−1) · Σ (wᵢ (yᵢ − ŷ))² / (Σ wᵢ)²`.
///
/// The interval is for rows like these, not for the very rows of the data alone: the draw's
/// variance `Σ (1 − π) w² (y − ŷ)²` and the variance that the data themselves owe to chance add up
/// to the formula above. So where every row was chosen it is the interval of a plain mean.
///
/// - Shape: values of the chosen rows and their weights, above 0.
/// - Undefined: there are no rows.
/// - Numerics: for a sample of fixed size by the pivotal method the formula errs a little on the
///   large side, because rows chosen so repel each other.
/// - Complexity: O(rows).
/// - Source: Hájek, comment on Basu, 1971; Särndal, Swensson, Wretman, *Model Assisted Survey
///   Sampling*, 1992, sections 5.6 to 5.8; for shares, Korn, Graubard, 1998.
package enum HajekMean: CatalogueMember {
  package static let card = Card(
    id: "hajek-mean", aliases: ["inverse-probability-weighting", "ipw"], key: "hajekMean",
    title: "Mean weighted by inverse probabilities",
    summary: "What the mean of all rows is, from rows chosen with unequal probabilities.",
    unit: "the values' unit", range: "−∞…∞", direction: .neutral,
    formula: "Σ wᵢ yᵢ / Σ wᵢ, w = 1/π",
    defaults: [.init("level", "0.95", reason: "convention")], undefined: "there are no rows",
    source: "Särndal, Swensson, Wretman, Model Assisted Survey Sampling, 1992, section 5.7")

  package static let examples = [
    Example("1 with π = ½ and 4 with π = 1: (2 · 1 + 1 · 4) / 3", gives: 2) {
      try moments([1, 4], weights: [2, 1]).mean
    },
    Example("the same: variance 2 · ((2 · −1)² + (1 · 2)²) / 9", gives: 16.0 / 9) {
      try moments([1, 4], weights: [2, 1]).variance
    },
  ]

  /// A mean and how much it varies.
  package struct Moments: Sendable, Hashable {
    /// The weighted mean.
    package let mean: Double
    /// Its variance; 0 with one row, which says nothing.
    package let variance: Double
    /// Rows.
    package let rows: Int
    /// Rows drawn alike that would tell as much about something unrelated: `(Σw)² / Σw²`.
    package let effectiveRows: Double
  }

  /// The mean, its variance and what the weights cost.
  ///
  /// - Throws: ``Undefined`` without rows, or when lengths differ.
  package static func moments(
    _ values: [Double], weights: [Double]
  ) throws(Undefined) -> Moments {
    guard values.count == weights.count else {
      throw Undefined("\(values.count) values came with \(weights.count) weights")
    }
    let total = weights.reduce(0, +)
    guard !values.isEmpty, total > 0 else { throw Undefined("there are no rows") }
    var sum = 0.0
    for (value, weight) in zip(values, weights) { sum += value * weight }
    let mean = sum / total
    return Moments(
      mean: mean,
      variance: variance(influences: values.map { ($0 - mean) / total }, weights: weights),
      rows: values.count, effectiveRows: effectiveRows(weights))
  }

  /// The variance of any smooth function of weighted sums, from what a unit of each row's weight
  /// adds to it.
  ///
  /// - Parameter influences: derivatives by the weights; weighted they sum to 0.
  package static func variance(influences: [Double], weights: [Double]) -> Double {
    guard influences.count > 1 else { return 0 }
    var squares = 0.0
    for (influence, weight) in zip(influences, weights) {
      squares += influence * weight * influence * weight
    }
    return squares * Double(influences.count) / Double(influences.count - 1)
  }

  /// `(Σw)² / Σw²`.
  package static func effectiveRows(_ weights: [Double]) -> Double {
    let sum = weights.reduce(0, +)
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    return squares > 0 ? sum * sum / squares : 0
  }

  /// The interval of a share, or of any value between 0 and 1: Wilson's for as many rows as would
  /// vary as much.
  ///
  /// - Parameters:
  ///   - rows: rows behind it; few of them widen the interval by Student's t.
  ///   - effectiveRows: what the rows count for where the value is 0 or 1 and does not vary.
  package static func interval(
    share: Double, variance: Double, rows: Int, effectiveRows: Double, level: Double
  ) -> Interval {
    let worth = variance > 0 ? share * (1 - share) / variance : effectiveRows
    let z =
      rows > 1
      ? StudentDistribution(degrees: Double(rows - 1)).quantile((1 + level) / 2)
      : NormalDistribution.twoSidedQuantile(level: level)
    let ends = WilsonInterval.ends(share: min(1, max(0, share)), rows: worth, z: z)
    return Interval(low: ends.low, high: ends.high, level: level, method: "wilsonWeighted")
  }
}
