/// What joining labels to predictions, telling how late they are, and putting a group's texts
/// together needs beyond common SQL.
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

  /// A group's texts behind one another with commas between, without missing ones; empty where
  /// there are none.
  package func list(_ text: String, in order: [String]) -> String {
    switch self {
    case .duckdb, .postgresql:
      return "coalesce(string_agg(\(text), ',' order by \(order.joined(separator: ", "))), '')"
    case .spark:
      let parts = order.enumerated().map { "'o\($0)', \($1), " }.joined()
      return """
        array_join(transform(array_sort(collect_list(case when \(text) is not null \
        then named_struct(\(parts)'t', \(text)) end)), part -> part.t), ',')
        """
    }
  }
}
