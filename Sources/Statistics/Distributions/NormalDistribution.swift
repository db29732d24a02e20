import CBoostMath

/// The standard normal distribution.
///
/// Not-a-number in, not-a-number out; quantiles of 0 and 1 are infinite.
package enum NormalDistribution {
  /// `P(Z ≤ x)`.
  package static func cumulative(_ x: Double) -> Double { assay_normal_cdf(x) }

  /// `P(Z > x)`, accurate far into the upper tail.
  package static func survival(_ x: Double) -> Double { assay_normal_survival(x) }

  /// The x with `P(Z ≤ x) = probability`; not-a-number outside 0…1.
  package static func quantile(_ probability: Double) -> Double {
    assay_normal_quantile(probability)
  }

  /// The density at x.
  package static func density(_ x: Double) -> Double {
    // 1/√(2π)
    0.398942280401432677939946 * exp(-0.5 * x * x)
  }

  /// The multiplier of a standard error for a two-sided interval: 1.96 at level 0.95.
  package static func twoSidedQuantile(level: Double) -> Double {
    -quantile((1 - level) / 2)
  }
}
