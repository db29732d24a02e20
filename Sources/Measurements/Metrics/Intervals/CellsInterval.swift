internal import Foundation
internal import Statistics

/// Intervals for functions of the four confusion cells.
///
/// The delta method on multinomial cells, on a scale (`atanh` of the value stretched to −1…1) where
/// the interval cannot leave the range. Half of z² is first spread over the cells, as Agresti and
/// Coull do for one proportion: with an empty cell the plain method would claim certainty.
///
/// - Complexity: O(1).
/// - Source: Agresti, *Categorical Data Analysis*, 2013, ch. 16.1; Agresti, Coull, *Approximate is
///   Better than "Exact"*, 1998.
enum CellsInterval {
  /// The interval of `value`, which is `function` of the cells, within `range`.
  static func delta(
    _ cells: ConfusionCells, value: Double, range: ClosedRange<Double>, level: Double,
    function: (_ tp: Double, _ fp: Double, _ fn: Double, _ tn: Double) -> Double
  ) -> Interval? {
    let z = NormalDistribution.twoSidedQuantile(level: level)
    let added = z * z / 8
    let rows = Double(cells.rows) + 4 * added
    let shares = [
      cells.truePositives, cells.falsePositives, cells.falseNegatives, cells.trueNegatives,
    ].map { (Double($0) + added) / rows }
    func evaluate(_ shares: [Double]) -> Double {
      function(shares[0], shares[1], shares[2], shares[3])
    }
    let width = range.upperBound - range.lowerBound
    func stretched(_ value: Double) -> Double { 2 * (value - range.lowerBound) / width - 1 }
    func back(_ scaled: Double) -> Double { range.lowerBound + (tanh(scaled) + 1) * width / 2 }

    let center = stretched(evaluate(shares))
    // The functions do not change when all cells are multiplied, so one cell's derivative is taken
    // without keeping the sum at one. A step of 1e-5 balances rounding and curvature.
    var mean = 0.0
    var square = 0.0
    for cell in shares.indices {
      let step = shares[cell] * 1e-5
      var up = shares
      var down = shares
      up[cell] += step
      down[cell] -= step
      let slope = (stretched(evaluate(up)) - stretched(evaluate(down))) / (2 * step)
      mean += shares[cell] * slope
      square += shares[cell] * slope * slope
    }
    let error = (max(0, square - mean * mean) / rows).squareRoot()
    guard center.magnitude < 1, error.isFinite else { return nil }
    let margin = z * error / (1 - center * center)
    let low = back(atanh(center) - margin)
    let high = back(atanh(center) + margin)
    guard low.isFinite, high.isFinite else { return nil }
    // The added rows pull the middle inwards; the value itself always belongs to its interval.
    return Interval(low: min(low, value), high: max(high, value), level: level, method: "delta")
  }

  /// The mean of independent proportions with its interval: each one's Wilson distances, squared
  /// and added.
  ///
  /// - Source: Zou, Donner, *Construction of Confidence Limits about Effect Measures*, 2008.
  static func meanOfProportions(
    _ shares: [(successes: Int, rows: Int)], level: Double
  ) throws(Undefined) -> Estimate {
    let count = Double(max(shares.count, 1))
    var (sum, below, above) = (0.0, 0.0, 0.0)
    for (successes, rows) in shares {
      let wilson = try WilsonInterval.interval(successes: successes, rows: rows, level: level)
      let share = Double(successes) / Double(rows)
      sum += share
      below += (share - wilson.low) * (share - wilson.low)
      above += (wilson.high - share) * (wilson.high - share)
    }
    let middle = sum / count
    return Estimate(
      middle,
      interval: Interval(
        low: middle - below.squareRoot() / count, high: middle + above.squareRoot() / count,
        level: level, method: "mover-wilson"))
  }
}
