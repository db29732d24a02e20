/// The distribution of `√n · D`, where D is the largest gap between an empirical distribution of n
/// values and the continuous distribution they came from.
///
/// - Source: Kolmogorov 1933 (limit); Vrbik, *Small-sample corrections to Kolmogorov–Smirnov test
///   statistic*, 2018 (the shift that carries finite n; error of order 1/n^1.5).
package enum KolmogorovDistribution {
  /// `P(K > x)` in the limit of many rows.
  package static func survival(_ x: Double) -> Double {
    guard x > 0 else { return x.isNaN ? .nan : 1 }
    if x < 1 {
      // The theta-function twin of the alternating series: four terms reach full precision here.
      var sum = 0.0
      for term in stride(from: 1.0, through: 7, by: 2) {
        sum += exp(-term * term * (Double.pi * Double.pi) / (8 * x * x))
      }
      return max(0, min(1, 1 - (2 * Double.pi).squareRoot() / x * sum))
    }
    var sum = 0.0
    var sign = 1.0
    for k in 1...20 {
      let term = exp(-2 * Double(k * k) * x * x)
      sum += sign * term
      sign = -sign
      if term < 1e-18 * sum { break }
    }
    return max(0, min(1, 2 * sum))
  }

  /// `P(√rows · D > statistic)` corrected for a finite number of rows, which for two samples is
  /// `n·m / (n + m)`.
  package static func survival(_ statistic: Double, rows: Double) -> Double {
    let root = rows.squareRoot()
    return survival(statistic + 1 / (6 * root) + (statistic - 1) / (4 * rows))
  }

  /// The x with `P(K > x) = probability`, by bisection.
  package static func survivalQuantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? .infinity : (probability == 1 ? 0 : .nan)
    }
    var low = 0.0
    var high = 40.0
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if survival(middle) > probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
