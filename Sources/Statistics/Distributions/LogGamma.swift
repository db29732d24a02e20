import CBoostMath

/// Logarithms of the gamma function and of what is counted with it.
package enum LogGamma {
  /// `ln Γ(x)` for x above 0; not-a-number otherwise.
  package static func value(_ x: Double) -> Double { assay_log_gamma(x) }

  /// `ln n!` for n from 0; not-a-number below.
  ///
  /// Samplers ask for millions of these: a table serves small n, Stirling's series the others.
  ///
  /// - Numerics: at n = 256 the first term left out, `1 / (1680 x⁷)`, is below 10⁻²⁰.
  /// - Source: Abramowitz, Stegun, *Handbook of Mathematical Functions*, 6.1.41.
  package static func factorial(_ n: Int) -> Double {
    if n < smallFactorials.count { return n < 0 ? .nan : smallFactorials[n] }
    let x = Double(n) + 1
    let inverse = 1 / x
    let square = inverse * inverse
    let series = inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1_260))
    return (x - 0.5) * log(x) - x + halfLogOfTwoPi + series
  }

  private static let smallFactorials = (0..<256).map { assay_log_gamma(Double($0) + 1) }

  /// `½ ln 2π`.
  private static let halfLogOfTwoPi = 0.918_938_533_204_672_7

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
