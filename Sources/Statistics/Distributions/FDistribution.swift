import CBoostMath

/// Fisher's F distribution: a ratio of two scaled chi-squares.
///
/// Not-a-number outside the domain.
package struct FDistribution: Sendable, Hashable {
  /// Degrees of freedom of the numerator, above 0.
  package let numerator: Double
  /// Degrees of freedom of the denominator, above 0.
  package let denominator: Double

  /// Makes the distribution.
  package init(numerator: Double, denominator: Double) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// `P(X ≤ x)`.
  package func cumulative(_ x: Double) -> Double { assay_f_cdf(x, numerator, denominator) }

  /// `P(X > x)`, accurate far into the upper tail.
  package func survival(_ x: Double) -> Double { assay_f_survival(x, numerator, denominator) }

  /// The x with `P(X ≤ x) = probability`.
  package func quantile(_ probability: Double) -> Double {
    assay_f_quantile(probability, numerator, denominator)
  }
}
