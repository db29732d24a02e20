/// The interval of a mean from rows, mean and variance, by Student's t.
///
/// Exact for normal values, and close for others once the rows outnumber their skewness.
///
/// - Source: Student, *The Probable Error of a Mean*, 1908.
package enum MeanInterval: CatalogueMember {
  package static let card = Card(
    id: "mean-interval", aliases: ["t-interval"], key: "meanInterval",
    title: "t interval of a mean",
    summary: "A range that holds a mean with the stated probability.",
    unit: "the column's unit", range: "−∞…∞", direction: .neutral,
    formula: "x̄ ± t(1−α/2; n−1) · s / √n",
    defaults: [.init("level", "0.95", reason: "convention")],
    undefined: "fewer than two rows; a mean or variance that is not finite",
    source: "Student, Biometrika 6, 1908")

  package static let examples = [
    Example("4 rows, mean 10, variance 4, at 0.95: high end", gives: 13.182_446, within: 1e-6) {
      try interval(rows: 4, mean: 10, variance: 4).high
    }
  ]

  /// The interval.
  ///
  /// - Parameters:
  ///   - rows: how many values, at least 2.
  ///   - mean: their mean.
  ///   - variance: their variance with n − 1.
  ///   - level: nominal coverage.
  /// - Throws: ``Undefined`` with fewer than two rows or values that are not finite.
  package static func interval(rows: Int, mean: Double, variance: Double, level: Double = 0.95)
    throws(Undefined) -> Interval
  {
    guard rows > 1 else {
      throw Undefined("an interval of a mean needs two rows; there are \(rows)")
    }
    guard mean.isFinite, variance.isFinite, variance >= 0 else {
      throw Undefined("the mean or the variance is not finite")
    }
    let n = Double(rows)
    let margin =
      StudentDistribution(degrees: n - 1).quantile((1 + level) / 2) * (variance / n).squareRoot()
    return Interval(low: mean - margin, high: mean + margin, level: level, method: "t")
  }
}
