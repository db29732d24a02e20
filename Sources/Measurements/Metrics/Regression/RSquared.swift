internal import Foundation
package import Statistics

/// The share of the target's variance that the predictions explain.
///
/// `1 − Σ (ŷᵢ − yᵢ)² / Σ (yᵢ − ȳ)²`
///
/// - Undefined: the target is constant (scikit-learn answers 0, or 1 when the predictions are
///   exact), or there are fewer than two rows.
/// - Numerics: sums carry 106 bits, so that a target far from zero keeps its variance. Interval by
///   the delta method on the logarithm of 1 − R², so that it stays below 1.
/// - Source: scikit-learn, `r2_score`.
package enum RSquared: RegressionMetric {
  package static let card = Card(
    id: "r-squared", aliases: ["r2", "coefficient-of-determination"], key: "r2", title: "R²",
    summary: "The share of the target's variance that the predictions explain; 0 is the mean.",
    unit: "share", range: "−∞…1", direction: .higherIsBetter,
    formula: "1 − Σ (ŷ − y)² / Σ (y − ȳ)²",
    undefined: "a constant target; fewer than two rows",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, r2_score")

  package static let examples = [
    Example(
      "targets 3, −0.5, 2, 7; predictions 2.5, 0, 2, 8", gives: 1 - 1.5 / 29.1875, within: 1e-12
    ) {
      try RSquared.measure(
        RegressionMeasurement(targets: [3, -0.5, 2, 7], predictions: [2.5, 0, 2, 8]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = RegressionNeeds.prediction

  package static func withoutSkill(_ measurement: RegressionMeasurement) -> Double? { 0 }

  package static func measure(
    _ measurement: RegressionMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.requireRows()
    let sums = measurement.sums
    guard sums.rows > 1 else { throw Undefined("one row has no variance to explain") }
    let rows = Double(sums.rows)
    let mean = sums.target.divided(by: rows)
    // All moments are per row and central, in 106 bits until they are.
    let second = sums.targetSquares.divided(by: rows)
    let spread = second.minus(mean.times(mean))
    // Below this share of the second moment the variance is the rounding of the sums.
    guard spread.value > second.value * 0x1p-90 else {
      throw Undefined("the target is the same on every row: there is no variance to explain")
    }
    let error = sums.errorSquares.value / rows
    let value = 1 - error / spread.value
    guard value.isFinite else { throw Undefined("the numbers are too large to be squared") }
    guard let standardError = relativeError(sums, mean: mean, spread: spread.value, error: error)
    else {
      return Estimate(value, note: "nothing tells how much the errors vary")
    }
    let z = StudentDistribution(degrees: rows - 1).quantile((1 + level) / 2)
    let interval = Interval(
      low: 1 - (1 - value) * exp(z * standardError),
      high: 1 - (1 - value) * exp(-z * standardError), level: level, method: "delta-log")
    guard interval.low.isFinite, interval.high.isFinite else {
      return Estimate(value, note: "too few rows for an interval")
    }
    return Estimate(value, interval: interval)
  }

  /// The standard error of `ln (1 − R²) = ln error − ln spread`, from the variance between rows of
  /// `e²/error − (y − ȳ)²/spread`; nil without variance.
  private static func relativeError(
    _ sums: RegressionSums, mean: CompensatedSum, spread: Double, error: Double
  ) -> Double? {
    let rows = Double(sums.rows)
    let m2 = sums.targetSquares.divided(by: rows)
    let m3 = sums.targetCubes.divided(by: rows)
    let m4 = sums.targetFourths.divided(by: rows)
    let square = mean.times(mean)
    // Σ (y − ȳ)⁴ / n = m4 − 4 ȳ m3 + 6 ȳ² m2 − 3 ȳ⁴
    let fourth = m4.minus(mean.times(m3).times(4)).minus(square.times(m2).times(-6))
      .minus(square.times(square).times(3)).value
    // Σ e² (y − ȳ)² / n
    let mixed = sums.errorTargetSquares.divided(by: rows)
      .minus(mean.times(sums.errorTarget.divided(by: rows)).times(2))
      .minus(square.times(sums.errorSquares.divided(by: rows)).times(-1)).value
    guard error > 0, spread > 0 else { return nil }
    let variance =
      sums.errorFourths.value / rows / (error * error)
      - 2 * (mixed / error / spread) + fourth / (spread * spread)
    guard variance > 0, variance.isFinite else { return nil }
    return (variance / (rows - 1)).squareRoot()
  }
}
