/// What chance alone does to a metric in a window of so many rows, from its interval on a test set.
///
/// A metric that is a smooth function of means varies like `v / n`: the test set's interval gives
/// v, v gives the spread in any window of the same kind of rows.
///
/// ```
/// let chance = try MetricChance(estimate, rows: 10_000)
/// chance.halfWidth(window: 800)                            // the interval of a week, ±
/// chance.smallestDrop(window: 800, power: 0.8)             // a smaller drop is missed too often
/// chance.rowsNeeded(drop: 0.02, power: 0.8)
/// ```
///
/// - Numerics: an asymmetric interval counts with the mean of its two halves. Where a metric sits
///   at the end of its range, or n is small, the window's own interval is wider than this says.
/// - Source: Cohen, *Statistical Power Analysis for the Behavioral Sciences*, 1988, ch. 2.
package struct MetricChance: Sendable, Hashable {
  /// The variance of one row's contribution, in the metric's unit squared.
  package let variancePerRow: Double
  /// Rows behind the estimate.
  package let rows: Int
  /// Level of the intervals.
  package let level: Double

  /// Takes the spread from an estimate's interval.
  ///
  /// - Parameter rows: rows behind the estimate.
  /// - Throws: ``Undefined`` when the estimate has no interval of a width above 0.
  package init(_ estimate: Estimate, rows: Int) throws(Undefined) {
    guard let interval = estimate.interval, rows > 0, interval.high > interval.low else {
      throw Undefined(
        "without an interval on the test set nothing tells what a window may show by chance")
    }
    let z = NormalDistribution.twoSidedQuantile(level: interval.level)
    let half = (interval.high - interval.low) / 2
    variancePerRow = half * half * Double(rows) / (z * z)
    self.rows = rows
    level = interval.level
  }

  /// Half the width of the interval expected in a window.
  package func halfWidth(window: Int) -> Double {
    NormalDistribution.twoSidedQuantile(level: level)
      * (variancePerRow / Double(max(window, 1))).squareRoot()
  }

  /// The range in which a window's value falls when nothing has changed, with the interval's
  /// probability: both the window and the test set vary.
  package func expected(_ value: Double, window: Int) -> Interval {
    let margin = NormalDistribution.twoSidedQuantile(level: level) * standardError(window: window)
    return Interval(
      low: value - margin, high: value + margin, level: level, method: "window-chance")
  }

  /// The smallest change for the worse that a one-sided test of the window against the test set
  /// notices with this power, at a false alarm rate of 1 − level.
  package func smallestDrop(window: Int, power: Double) -> Double {
    multiplier(power) * standardError(window: window)
  }

  /// Rows that a window needs for a change of `drop` to be noticed with this power; nil when the
  /// test set itself is too small for it, also in windows many times its size.
  package func rowsNeeded(drop: Double, power: Double) -> Int? {
    guard drop > 0 else { return nil }
    let needed = (drop / multiplier(power)) * (drop / multiplier(power)) / variancePerRow
    let left = needed - 1 / Double(rows)
    guard left > 0 else { return nil }
    let window = (1 / left).rounded(.up)
    return window <= Double(rows) * RowsNeeded.practicalFactor ? Int(window) : nil
  }

  private func multiplier(_ power: Double) -> Double {
    NormalDistribution.quantile(level) + NormalDistribution.quantile(power)
  }

  private func standardError(window: Int) -> Double {
    (variancePerRow * (1 / Double(max(window, 1)) + 1 / Double(rows))).squareRoot()
  }
}
