internal import Statistics

/// A share of rows with its Wilson interval.
enum Proportion {
  /// The estimate of `successes` among `rows`.
  ///
  /// - Throws: ``Undefined`` without rows.
  static func measure(
    _ successes: Int, of rows: Int, level: Double
  ) throws(Undefined) -> Estimate {
    let interval = try WilsonInterval.interval(successes: successes, rows: rows, level: level)
    return Estimate(Double(successes) / Double(rows), interval: interval)
  }
}
