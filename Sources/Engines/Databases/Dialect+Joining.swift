/// What joining labels to predictions, and telling how late they are, needs beyond common SQL.
extension Dialect {
  /// Any of a group's values.
  func any(_ value: String) -> String {
    // PostgreSQL has no smallest truth.
    self == .postgresql ? "(array_agg(\(value)))[1]" : "min(\(value))"
  }

  /// Days between two timestamps, as a double.
  func days(from first: String, to second: String) -> String {
    let (start, end) = (microseconds(ofTimestamp: first), microseconds(ofTimestamp: second))
    return """
      (cast(\(end) as \(doubleType)) - cast(\(start) as \(doubleType))) \
      / \(literal(86_400_000_000.0))
      """
  }

  /// The quantile of numbers, interpolated between its neighbours.
  func quantile(_ share: Double, of number: String) -> String {
    switch self {
    case .duckdb: "quantile_cont(\(number), \(share))"
    case .postgresql: "percentile_cont(\(share)) within group (order by \(number))"
    case .spark: "percentile(\(number), \(share))"
    }
  }
}
