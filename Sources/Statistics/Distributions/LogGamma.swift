import CBoostMath

/// Logarithms of the gamma function and of what is counted with it.
package enum LogGamma {
  /// `ln Γ(x)` for x above 0; not-a-number otherwise.
  package static func value(_ x: Double) -> Double { assay_log_gamma(x) }

  /// `ln n!` for n from 0.
  package static func factorial(_ n: Int) -> Double { assay_log_gamma(Double(n) + 1) }

  /// `ln (n choose k)`; minus infinity when k is outside 0…n.
  package static func binomialCoefficient(_ n: Int, _ k: Int) -> Double {
    guard k >= 0, k <= n else { return -.infinity }
    return factorial(n) - factorial(k) - factorial(n - k)
  }

  /// `P(G > x)` for a gamma variable of the given shape and scale 1.
  package static func survival(_ x: Double, shape: Double) -> Double {
    assay_gamma_survival(x, shape)
  }
}
