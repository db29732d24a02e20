package import Statistics

/// Truth and predicted class of rows that were chosen with unequal probabilities.
///
/// Metrics are those of ``ConfusionCells`` with weights in place of counts; their intervals follow
/// from what each row's weight adds (``HajekMean``).
///
/// - Complexity: O(1) for each metric: a cell's rows share their influence.
package struct WeightedCells: Sendable, Hashable {
  /// Sums of weights: true positives, false positives, false negatives, true negatives.
  package private(set) var sums = [Double](repeating: 0, count: 4)
  private var squares = [Double](repeating: 0, count: 4)
  private var rows = [Int](repeating: 0, count: 4)

  /// Rows, each once.
  var rowCount: Int { rows.reduce(0, +) }

  /// No rows.
  package init() {}

  /// Adds a row.
  package mutating func add(isPositive: Bool, calledPositive: Bool, weight: Double) {
    let cell = isPositive ? (calledPositive ? 0 : 2) : (calledPositive ? 1 : 3)
    sums[cell] += weight
    squares[cell] += weight * weight
    rows[cell] += 1
  }

  mutating func merge(_ other: WeightedCells) {
    for cell in sums.indices {
      sums[cell] += other.sums[cell]
      squares[cell] += other.squares[cell]
      rows[cell] += other.rows[cell]
    }
  }

  /// Metrics by key, as functions of the four cells; not-a-number where undefined.
  private static let functions:
    [String: (cells: [Int], range: ClosedRange<Double>, value: @Sendable ([Double]) -> Double)] = [
      "accuracy": ([0, 1, 2, 3], 0...1, { ($0[0] + $0[3]) / ($0[0] + $0[1] + $0[2] + $0[3]) }),
      "precision": ([0, 1], 0...1, { $0[0] / ($0[0] + $0[1]) }),
      "recall": ([0, 2], 0...1, { $0[0] / ($0[0] + $0[2]) }),
      "specificity": ([1, 3], 0...1, { $0[3] / ($0[1] + $0[3]) }),
      "balancedAccuracy": (
        [0, 1, 2, 3], 0...1, { ($0[0] / ($0[0] + $0[2]) + $0[3] / ($0[1] + $0[3])) / 2 }
      ),
      "f1": ([0, 1, 2], 0...1, { 2 * $0[0] / (2 * $0[0] + $0[1] + $0[2]) }),
      "macroF1": (
        [0, 1, 2, 3], 0...1,
        {
          $0[0] / (2 * $0[0] + $0[1] + $0[2]) + $0[3] / (2 * $0[3] + $0[1] + $0[2])
        }
      ),
      "microF1": ([0, 1, 2, 3], 0...1, { ($0[0] + $0[3]) / ($0[0] + $0[1] + $0[2] + $0[3]) }),
      "weightedF1": (
        [0, 1, 2, 3], 0...1,
        { c in
          let positive = 2 * c[0] / (2 * c[0] + c[1] + c[2])
          let negative = 2 * c[3] / (2 * c[3] + c[1] + c[2])
          return ((c[0] + c[2]) * positive + (c[1] + c[3]) * negative)
            / (c[0] + c[1] + c[2] + c[3])
        }
      ),
      "mcc": (
        [0, 1, 2, 3], -1...1,
        { c in
          (c[0] * c[3] - c[1] * c[2])
            / ((c[0] + c[1]) * (c[0] + c[2]) * (c[3] + c[1]) * (c[3] + c[2])).squareRoot()
        }
      ),
      "cohenKappa": (
        [0, 1, 2, 3], -1...1,
        { c in
          let all = c[0] + c[1] + c[2] + c[3]
          let observed = (c[0] + c[3]) / all
          let chance =
            ((c[0] + c[1]) * (c[0] + c[2]) + (c[3] + c[1]) * (c[3] + c[2])) / (all * all)
          return (observed - chance) / (1 - chance)
        }
      ),
    ]

  /// Whether a metric follows from the cells.
  package static func has(_ key: String) -> Bool { functions[key] != nil }

  /// A metric with its interval.
  ///
  /// - Throws: ``Undefined`` when no row is in the metric's denominator.
  package func measure(_ key: String, level: Double) throws(Undefined) -> Estimate {
    guard let metric = Self.functions[key] else {
      throw Undefined("it is not measured from weighted rows")
    }
    let count = metric.cells.reduce(0) { $0 + rows[$1] }
    guard count > 0 else { throw Undefined("no labelled row is in its denominator") }
    // Divided by their sum first, so that products of weights stay in range.
    let total = sums.reduce(0, +)
    let shares = sums.map { $0 / total }
    let value = metric.value(shares)
    guard value.isFinite else { throw Undefined("the labelled rows have one class only") }
    let width = metric.range.upperBound - metric.range.lowerBound
    let share = (value - metric.range.lowerBound) / width
    let kish = metric.cells.reduce((0.0, 0.0)) { ($0.0 + sums[$1], $0.1 + squares[$1]) }
    let interval = HajekMean.interval(
      share: share, variance: variance(metric.value, shares, total, count) / (width * width),
      rows: count, effectiveRows: kish.0 * kish.0 / kish.1, level: level)
    return Estimate(
      value,
      interval: Interval(
        low: min(value, metric.range.lowerBound + interval.low * width),
        high: max(value, metric.range.lowerBound + interval.high * width), level: level,
        method: interval.method))
  }

  /// Each cell's rows move the value by the slope times their weight.
  private func variance(
    _ function: ([Double]) -> Double, _ shares: [Double], _ total: Double, _ count: Int
  ) -> Double {
    guard count > 1 else { return 0 }
    var variance = 0.0
    for cell in shares.indices where rows[cell] > 0 {
      let step = max(shares[cell], 1e-9) * 1e-5
      var (up, down) = (shares, shares)
      up[cell] += step
      down[cell] -= step
      // The functions do not change when all cells are multiplied, so the slopes weighted by the
      // shares sum to 0 by themselves.
      let slope = (function(up) - function(down)) / (2 * step)
      guard slope.isFinite else { continue }
      variance += slope * slope * squares[cell] / (total * total)
    }
    return variance * Double(count) / Double(count - 1)
  }
}
