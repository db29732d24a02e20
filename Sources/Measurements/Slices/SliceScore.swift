/// How strong the evidence is that a slice loses more than other rows, and how strong it can be in
/// any part of the slice.
///
/// With n rows of mean loss μ and deviation σ, a slice of k rows with the sum of losses s has
///
/// `z = (s − kμ) / (σ √(k (1 − k/n)))`, `score = z² − 2 (conditions − 1) ln L`
///
/// z is the slice's excess loss in standard errors of a random draw of k rows. L is the number of
/// single conditions: a condition more has L chances to look better, and must pay for them.
///
/// - Numerics: a part of the slice has k′ ≤ k rows and a sum s′ ≤ min(s, k′ · largest loss). The
///   bound is the largest z over all such k′ and s′: for k′ below s / largest it grows with k′;
///   above, it is a linear over a concave function of k′, which is largest at an end.
/// - Source: Kulldorff, *A spatial scan statistic*, 1997; the bound after Sagadeeva, Boehm,
///   *SliceLine*, 2021, for this score.
struct SliceScore: Sendable {
  /// Rows, as a number.
  let rows: Double
  let mean: Double
  let deviation: Double
  /// The largest loss of a row.
  let largest: Double
  /// The fewest rows of a slice.
  let fewest: Double
  /// What each condition after the first costs.
  let price: Double

  /// Without a score: of a slice that is not weaker, or too small, or all rows.
  static let none = -Double.infinity

  /// What a slice of `count` rows with a sum of losses of `sum` scores.
  func score(count: Double, sum: Double, conditions: Int) -> Double {
    guard count >= fewest, count < rows else { return Self.none }
    let z = (sum - count * mean) / spread(count)
    return z > 0 ? z * z - price * Double(conditions - 1) : Self.none
  }

  /// At least what any part of such a slice, or the slice, scores with so many conditions.
  ///
  /// Losses are 0 or more.
  func bound(count: Double, sum: Double, conditions: Int) -> Double {
    let most = min(count, rows - 1)
    guard most >= fewest, sum > 0 else { return Self.none }
    let peak = min(max(sum / largest, fewest), most)
    let z = max(
      (min(sum, peak * largest) - peak * mean) / spread(peak),
      (min(sum, most * largest) - most * mean) / spread(most))
    guard z > 0 else { return Self.none }
    // Rounding must not push a bound below what it bounds.
    return z * z * (1 + 1e-9) - price * Double(conditions - 1)
  }

  private func spread(_ count: Double) -> Double {
    deviation * (count * (1 - count / rows)).squareRoot()
  }
}
