import CBoostMath

/// The beta distribution on 0…1.
///
/// Not-a-number outside the domain.
package struct BetaDistribution: Sendable, Hashable {
  /// First shape, above 0.
  package let alpha: Double
  /// Second shape, above 0.
  package let beta: Double

  /// Makes the distribution.
  package init(alpha: Double, beta: Double) {
    self.alpha = alpha
    self.beta = beta
  }

  /// `P(X ≤ x)`.
  package func cumulative(_ x: Double) -> Double { assay_beta_cdf(x, alpha, beta) }

  /// `P(X > x)`, accurate far into the upper tail.
  package func survival(_ x: Double) -> Double { assay_beta_survival(x, alpha, beta) }

  /// The x with `P(X ≤ x) = probability`.
  package func quantile(_ probability: Double) -> Double {
    assay_beta_quantile(probability, alpha, beta)
  }

  /// The x with `P(X > x) = probability`, accurate for tiny probabilities.
  package func survivalQuantile(_ probability: Double) -> Double {
    assay_beta_survival_quantile(probability, alpha, beta)
  }
}
