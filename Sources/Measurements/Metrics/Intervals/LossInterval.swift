internal import Foundation
internal import Statistics

/// The mean of a loss that cannot be below zero, with Student's t on the logarithm of the mean.
///
/// Losses are skewed to the right, so is their mean, and an interval that is symmetric on the log
/// scale misses less above than one that is symmetric on the loss, and never goes below zero.
enum LossInterval {
  /// The mean with its interval; without one, and with the reason, where the rows give none.
  ///
  /// - Parameter limit: the largest loss that a row can have; the interval ends there.
  static func positive(
    _ loss: LossSums, level: Double, atMost limit: Double = .infinity
  ) -> Estimate {
    var found = estimate(loss, level: level) { (interval, mean) in
      let margin = interval.high - mean
      return Interval(
        low: mean * exp(-margin / mean), high: max(mean, min(limit, mean * exp(margin / mean))),
        level: level, method: "log-t")
    }
    if found.interval != nil { found.caution = caution(loss) }
    return found
  }

  /// Rows from which on one row is not expected to carry much.
  private static let fewestRows = 30
  /// The share of the loss from which on it rests on at most four rows' worth: no limit theorem
  /// holds there.
  private static let dominantShare = 0.25

  /// What speaks against an interval that one row decides.
  private static func caution(_ loss: LossSums) -> String? {
    guard loss.rows >= fewestRows, let share = loss.leastShareOfLargest, share >= dominantShare
    else { return nil }
    let percent = Int((share * 100).rounded(.down))
    return "one row carries at least \(percent) % of the loss, so the interval may not hold"
  }

  /// The mean of a number of either sign with its t interval.
  static func symmetric(_ loss: LossSums, level: Double) -> Estimate {
    estimate(loss, level: level) { (interval, _) in interval }
  }

  private static func estimate(
    _ loss: LossSums, level: Double, shape: (Interval, Double) -> Interval
  ) -> Estimate {
    let mean = loss.mean
    guard let variance = loss.variance else {
      return Estimate(mean, note: "an interval needs at least two rows")
    }
    // Rounding alone leaves a variance of about ε·mean² where every row has the same error.
    guard !(variance <= 1e-15 * mean * mean) else {
      return Estimate(mean, note: "every row has the same error: nothing tells how much it varies")
    }
    do throws(Undefined) {
      let plain = try MeanInterval.interval(
        rows: loss.rows, mean: mean, variance: variance, level: level)
      let interval = shape(plain, mean)
      guard interval.low.isFinite, interval.high.isFinite else {
        return Estimate(mean, note: "too few rows for an interval")
      }
      return Estimate(mean, interval: interval)
    } catch {
      return Estimate(mean, note: error.reason)
    }
  }
}
