internal import Foundation
internal import Statistics

/// Normal intervals on the logit scale, for values inside 0…1.
package enum LogitInterval {
  /// The interval of a value with a standard error; nil at 0 and 1, where the logit is infinite, and
  /// for an error of zero.
  static func around(
    _ value: Double, standardError: Double, level: Double, method: String
  ) -> Interval? {
    guard value > 0, value < 1, standardError > 0, standardError.isFinite else { return nil }
    let z = NormalDistribution.twoSidedQuantile(level: level)
    let middle = log(value / (1 - value))
    let margin = z * standardError / (value * (1 - value))
    return Interval(
      low: 1 / (1 + exp(margin - middle)), high: 1 / (1 + exp(-margin - middle)), level: level,
      method: method)
  }
}
