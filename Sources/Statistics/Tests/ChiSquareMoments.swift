/// The exact mean and variance of χ² over all tables of two windows with the same totals.
///
/// With n of N rows in the first window, `Q = Σ aⱼ² / cⱼ` and `χ² = N² / (n m) · (Q − n² / N)`. The
/// moments of Q follow from factorial moments, `E[a⁽ʳ⁾] = c⁽ʳ⁾ n⁽ʳ⁾ / N⁽ʳ⁾`.
///
/// - Numerics: differences of nearly equal ratios are taken in closed form; the large terms would
///   leave no digits.
/// - Complexity: O(categories).
/// - Source: Haldane, *The Mean and Variance of χ², When Used as a Test of Homogeneity, When
///   Expectations Are Small*, 1940; derived anew from factorial moments.
package struct ChiSquareMoments: Sendable, Hashable {
  package let mean: Double
  package let variance: Double

  /// - Parameters:
  ///   - totals: rows of both windows in each category, each at least 1.
  ///   - first: rows of the first window.
  /// - Returns: nil below four rows of data, and when a window has none.
  package init?(totals: [Int], first: Int) {
    let all = totals.reduce(0.0) { $0 + Double($1) }
    let n = Double(first)
    let m = all - n
    guard all > 3, n > 0, m > 0 else { return nil }
    let k = Double(totals.count)
    let f1 = n / all
    let f2 = f1 * (n - 1) / (all - 1)
    let f3 = f2 * (n - 2) / (all - 2)
    let f4 = f3 * (n - 3) / (all - 3)
    // f2 − f1², f3 − f1 f2 and f4 − f2².
    let second = -f1 * m / (all * (all - 1))
    let third = -2 * f2 * m / (all * (all - 2))
    let fourth =
      f2 * (m / all) * ((6 * (all + n - 1) - 4 * n * all) / (all - 1)) / ((all - 2) * (all - 3))
    let beyond = all - k
    var variance = fourth * beyond * beyond + 2 * third * k * beyond + second * k * k
    variance -= 2 * f3 * beyond + f2 * k
    for total in totals {
      let c = Double(total)
      // [f4 c⁽⁴⁾ + 6 f3 c⁽³⁾ + 7 f2 c⁽²⁾ + f1 c] / c², less f4 (c − 1)².
      let high = f4 * (c - 1) * ((c - 2) * (c - 3) / c - (c - 1))
      variance += high + (6 * f3 * (c - 2) + 7 * f2) * (c - 1) / c + f1 / c
    }
    let scale = all / n * (all / m)
    mean = (k - 1) * all / (all - 1)
    self.variance = max(0, variance) * scale * scale
  }
}
