internal import Foundation
internal import Statistics

/// Intervals for the mean of a loss from its sums.
package enum MeanInterval {
  /// A mean of either sign: Student's t.
  static func symmetric(_ loss: LossSums, level: Double) -> Estimate {
    estimate(loss, level: level, method: "t") { mean, margin in (mean - margin, mean + margin) }
  }

  /// A mean that cannot be below zero: Student's t on the logarithm of the mean.
  ///
  /// Losses are skewed to the right, so is their mean, and an interval that is symmetric on the log
  /// scale misses less above than one that is symmetric on the loss, and never goes below zero.
  static func positive(_ loss: LossSums, level: Double) -> Estimate {
    estimate(loss, level: level, method: "log-t") { mean, margin in
      (mean * exp(-margin / mean), mean * exp(margin / mean))
    }
  }

  private static func estimate(
    _ loss: LossSums, level: Double, method: String,
    ends: (_ mean: Double, _ margin: Double) -> (Double, Double)
  ) -> Estimate {
    let mean = loss.mean
    guard let variance = loss.variance else {
      return Estimate(mean, note: "an interval needs at least two rows")
    }
    guard variance.isFinite else {
      return Estimate(mean, note: "the errors are too large for an interval")
    }
    guard variance > 0 else {
      return Estimate(mean, note: "every row has the same error: nothing tells how much it varies")
    }
    let t = StudentDistribution(degrees: Double(loss.rows - 1)).quantile((1 + level) / 2)
    let (low, high) = ends(mean, t * (variance / Double(loss.rows)).squareRoot())
    guard low.isFinite, high.isFinite else {
      return Estimate(mean, note: "too few rows for an interval")
    }
    return Estimate(
      mean, interval: Interval(low: low, high: high, level: level, method: method))
  }
}
