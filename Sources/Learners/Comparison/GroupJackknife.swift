internal import Statistics

/// The spread of any metric's difference, by leaving one group of rows out after the other.
///
/// For metrics that no sum of contributions gives: the order of scores, a median. Forty groups are
/// forty computations, however many rows.
///
/// - Source: Shao, Tu, *The Jackknife and Bootstrap*, 1995, section 2.3 (delete-d with groups).
enum GroupJackknife {
  /// Groups: with 39 degrees of freedom the interval is 3 % wider than with infinitely many.
  static let groups = 40

  /// The interval and p-value of a difference.
  ///
  /// - Parameter difference: the difference over some rows, ascending.
  /// - Throws: `Undefined` with too few rows, or where a part has no difference.
  static func compare(
    rows: Int, value: Double, level: Double, seed: UInt64,
    _ difference: ([Int]) throws(Undefined) -> Double
  ) throws(Undefined) -> (interval: Interval, pValue: Double) {
    try PairedDifference.requireRows(rows)
    let count = min(groups, rows)
    let folds = Folds(classes: Array(repeating: true, count: rows), count: count, seed: seed)
    return try compare(
      groups: folds.places, count: count, value: value, level: level, difference)
  }

  /// The same with groups that are given: stretches of time.
  ///
  /// - Parameter groups: of each row its group, below `count`.
  /// - Throws: `Undefined` where a part has no difference.
  static func compare(
    groups: [Int], count: Int, value: Double, level: Double,
    _ difference: ([Int]) throws(Undefined) -> Double
  ) throws(Undefined) -> (interval: Interval, pValue: Double) {
    var parts: [Double] = []
    for group in 0..<count {
      parts.append(try difference(groups.indices.filter { groups[$0] != group }))
    }
    let mean = parts.reduce(0, +) / Double(count)
    let squares = parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares * Double(count - 1) / Double(count)).squareRoot()
    let student = StudentDistribution(degrees: Double(count - 1))
    let margin = student.quantile((1 + level) / 2) * error
    let pValue =
      error > 0
      ? min(1, 2 * (1 - student.cumulative((value / error).magnitude))) : (value == 0 ? 1 : 0)
    return (
      Interval(low: value - margin, high: value + margin, level: level, method: "groupJackknife"),
      pValue
    )
  }
}
