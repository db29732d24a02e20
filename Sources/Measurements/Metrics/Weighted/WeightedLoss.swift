internal import Foundation
internal import Statistics

/// Mean losses of rows that were chosen with unequal probabilities, with intervals.
enum WeightedLoss {
  /// A mean that cannot be below 0, with Student's t on the logarithm of the mean.
  static func positive(
    _ values: [Double], weights: [Double], level: Double
  ) throws(Undefined) -> Estimate {
    let moments = try HajekMean.moments(values, weights: weights)
    return positive(
      moments.mean, variance: moments.variance, rows: moments.rows, level: level)
  }

  /// A value of 0 or more and its variance.
  static func positive(_ mean: Double, variance: Double, rows: Int, level: Double) -> Estimate {
    guard rows > 1 else { return Estimate(mean, note: "an interval needs at least two rows") }
    guard variance > 1e-15 * mean * mean, mean > 0 else {
      return Estimate(mean, note: "every row has the same error: nothing tells how much it varies")
    }
    let margin = quantile(rows, level) * variance.squareRoot() / mean
    return finite(
      mean,
      Interval(
        low: mean * exp(-margin), high: mean * exp(margin), level: level, method: "log-t"))
  }

  /// A mean of either sign.
  static func symmetric(
    _ values: [Double], weights: [Double], level: Double
  ) throws(Undefined) -> Estimate {
    let moments = try HajekMean.moments(values, weights: weights)
    guard moments.rows > 1 else {
      return Estimate(moments.mean, note: "an interval needs at least two rows")
    }
    let margin = quantile(moments.rows, level) * moments.variance.squareRoot()
    return finite(
      moments.mean,
      Interval(
        low: moments.mean - margin, high: moments.mean + margin, level: level, method: "t"))
  }

  static func quantile(_ rows: Int, _ level: Double) -> Double {
    StudentDistribution(degrees: Double(max(1, rows - 1))).quantile((1 + level) / 2)
  }

  static func finite(_ value: Double, _ interval: Interval) -> Estimate {
    guard interval.low.isFinite, interval.high.isFinite else {
      return Estimate(value, note: "too few rows for an interval")
    }
    return Estimate(value, interval: interval)
  }
}
