internal import Foundation
internal import Statistics

/// A delta-method interval on the logit scale of a range that ends at 1, where it stays inside.
enum RangedInterval {
  /// - Parameters:
  ///   - margin: half the width on the value's own scale.
  ///   - low: the range's lower end, 0 or −1.
  static func delta(_ value: Double, margin: Double, low: Double, level: Double) -> Interval {
    let width = 1 - low
    let share = (value - low) / width
    guard share > 0, share < 1 else {
      return Interval(
        low: max(low, value - margin), high: min(1, value + margin), level: level, method: "delta")
    }
    let centre = log(share / (1 - share))
    let reach = margin / width / (share * (1 - share))
    func back(_ x: Double) -> Double { low + width / (1 + exp(-x)) }
    return Interval(
      low: back(centre - reach), high: back(centre + reach), level: level, method: "delta")
  }
}
