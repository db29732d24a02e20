internal import Statistics

/// Proportions with Wilson's interval.
enum Wilson {
  /// A proportion and its interval.
  static func estimate(
    _ successes: Int, of rows: Int, level: Double
  ) throws(Undefined) -> (value: Double, interval: Interval) {
    guard rows > 0 else { throw Undefined("there are no rows to take a share of") }
    let z = NormalDistribution.twoSidedQuantile(level: level)
    let n = Double(rows)
    let share = Double(successes) / n
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let margin = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return (
      share,
      Interval(
        low: successes == 0 ? 0 : max(0, middle - margin),
        high: successes == rows ? 1 : min(1, middle + margin), level: level, method: "wilson")
    )
  }

  /// The same as an estimate.
  static func measure(
    _ successes: Int, of rows: Int, level: Double
  ) throws(Undefined) -> Estimate {
    let (value, interval) = try estimate(successes, of: rows, level: level)
    return Estimate(value, interval: interval)
  }
}
