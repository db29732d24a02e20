import CBoostMath

/// Student's t distribution.
///
/// Not-a-number outside the domain.
package struct StudentDistribution: Sendable, Hashable {
  /// Degrees of freedom, above 0; need not be whole.
  package let degrees: Double

  /// Makes the distribution.
  package init(degrees: Double) { self.degrees = degrees }

  /// `P(X ≤ x)`.
  package func cumulative(_ x: Double) -> Double { assay_student_cdf(x, degrees) }

  /// `P(X > x)`, accurate far into the upper tail.
  package func survival(_ x: Double) -> Double { assay_student_survival(x, degrees) }

  /// The x with `P(X ≤ x) = probability`.
  package func quantile(_ probability: Double) -> Double {
    assay_student_quantile(probability, degrees)
  }
}
