/// The mean of `|u + Z|` for a standard normal Z: what noise makes of a difference of u standard
/// errors once its sign is forgotten.
package enum FoldedNormal {
  /// `E|u + Z|`, even in u, at least |u|, `√(2/π)` at zero.
  package static func mean(_ u: Double) -> Double {
    let u = u.magnitude
    return u * (1 - 2 * NormalDistribution.survival(u)) + 2 * NormalDistribution.density(u)
  }

  /// `E|u + Z| − |u|`, falling from `√(2/π)` to zero.
  package static func bias(_ u: Double) -> Double { mean(u) - u.magnitude }

  /// The u ≥ 0 whose folded mean is `mean`; 0 below `√(2/π)`, by Newton's method on a convex
  /// function.
  static func inverse(_ mean: Double) -> Double {
    guard mean > atZero else { return 0 }
    // Started above the root, Newton on a convex increasing function descends to it.
    var u = mean
    for _ in 0..<60 {
      let slope = 1 - 2 * NormalDistribution.survival(u)
      guard slope > 0 else { return 0 }
      let next = u - (self.mean(u) - mean) / slope
      if next >= u - 1e-14 * u { break }
      u = max(0, next)
    }
    return u
  }

  /// `√(2/π)`.
  static let atZero = 0.797_884_560_802_865_4

  /// The covariance of `|X|` and `|Y|` for standard normals of correlation r.
  static func covariance(_ r: Double) -> Double {
    let r = max(-1, min(1, r))
    return 2 / Double.pi * ((1 - r * r).squareRoot() + r * asin(r) - 1)
  }
}
