/// A straight line through estimates that are not equally certain.
///
/// `slope = Σ w (x − x̄)(y − ȳ) / Σ w (x − x̄)²`, `w = 1 / variance`
///
/// Where the estimates scatter around the line by more than their variances say, the standard error
/// grows with the scatter; where they scatter by less, that is luck and does not count.
///
/// - Shape: three or more points, variances above 0, places that are not all the same.
/// - Unit: the slope is in the estimates' unit per unit of x.
/// - Complexity: O(points).
/// - Source: Draper, Smith, *Applied Regression Analysis*, 1998, section 9.2; Birge, *The
///   Calculation of Errors by the Method of Least Squares*, 1932, for the scatter.
package struct WeightedLine: Sendable, Hashable {
  /// One estimate: where it is, its value, the variance of its value.
  package struct Point: Sendable, Hashable {
    package let x: Double
    package let y: Double
    package let variance: Double

    /// Makes a point.
    package init(x: Double, y: Double, variance: Double) {
      self.x = x
      self.y = y
      self.variance = variance
    }

    var weight: Double { 1 / variance }
  }

  /// Change of y per unit of x.
  package let slope: Double
  /// Its standard error.
  package let standardError: Double
  /// Points less two.
  package let degrees: Int
  /// The points' distances from the line, in their order.
  package let residuals: [Double]

  /// Fits the line.
  ///
  /// - Throws: ``Undefined``.
  package init(_ points: [Point]) throws(Undefined) {
    guard points.count > 2 else {
      throw Undefined("\(points.count) values are too few to tell a slope from noise: it needs 3")
    }
    guard
      points.allSatisfy({
        $0.variance > 0 && $0.variance.isFinite && $0.x.isFinite && $0.y.isFinite
      })
    else { throw Undefined("a value without spread cannot be weighed") }
    let total = points.reduce(0) { $0 + $1.weight }
    let x = points.reduce(0) { $0 + $1.weight * $1.x } / total
    let y = points.reduce(0) { $0 + $1.weight * $1.y } / total
    let spread = points.reduce(0) { $0 + $1.weight * ($1.x - x) * ($1.x - x) }
    guard spread > 0, spread.isFinite else { throw Undefined("all values are at one place") }
    let slope = points.reduce(0) { $0 + $1.weight * ($1.x - x) * ($1.y - y) } / spread
    let residuals = points.map { $0.y - y - slope * ($0.x - x) }
    let scatter =
      zip(points, residuals).reduce(0) { $0 + $1.0.weight * $1.1 * $1.1 }
      / Double(points.count - 2)
    self.slope = slope
    self.residuals = residuals
    degrees = points.count - 2
    standardError = (max(1, scatter) / spread).squareRoot()
  }

  /// The change over a distance, with Student's interval.
  package func change(over distance: Double, level: Double) -> Estimate {
    let margin =
      StudentDistribution(degrees: Double(degrees)).quantile((1 + level) / 2) * standardError
      * distance.magnitude
    let value = slope * distance
    return Estimate(
      value,
      interval: Interval(
        low: value - margin, high: value + margin, level: level, method: "weighted-line"))
  }
}
