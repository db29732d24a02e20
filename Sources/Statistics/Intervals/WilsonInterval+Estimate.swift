extension WilsonInterval {
  /// The share of successes with its interval.
  ///
  /// - Throws: ``Undefined`` when there are no rows.
  package static func estimate(
    successes: Int, rows: Int, level: Double
  ) throws(Undefined) -> Estimate {
    Estimate(
      Double(successes) / Double(rows),
      interval: try interval(successes: successes, rows: rows, level: level))
  }
}
