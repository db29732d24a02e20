internal import Measurements
internal import Statistics

/// One value that stands where others, or nothing, did.
enum ConstantFill: Cause {
  static let card = CauseCard(
    id: "constant-fill", title: "Filled with a constant", nature: .error,
    sign: "one value holds far more rows than before, and the shift is about as large",
    remedy: "find out which step fills the value in, and leave it missing instead")

  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String? {
    guard let (value, before, now) = risen(change), now - before > context.smallestShift else {
      return nil
    }
    // A category that takes over may be the world's doing: only a value that took the column, or one that
    // stands for nothing, is a fill.
    guard now > 0.95 && before < 0.7 || isPlaceholder(value) else { return nil }
    return "“\(value)” holds \(percent(now)) of the rows, \(percent(before)) before"
  }

  /// The value whose share rose most.
  private static func risen(_ change: ColumnChange) -> (String, Double, Double)? {
    if let categories = change.categories {
      let (past, current) = (categories.past, categories.current)
      return rise(
        current.top(20).map { ($0.value, $0.count, past.counts[$0.value] ?? 0) },
        past.total, current.total)
    }
    guard let numbers = change.numbers else { return nil }
    let current = NumberSegments(numbers.current)
    let past = NumberSegments(numbers.past)
    let largest = current.counts.indices.filter { current.lows[$0] == current.highs[$0] }
      .sorted { current.counts[$0] > current.counts[$1] }.prefix(3)
    return rise(
      largest.map { index in
        let value = current.lows[index]
        let before = past.counts.indices.filter {
          past.lows[$0] <= value && value <= past.highs[$0]
        }
        .reduce(0) { $0 + past.counts[$1] }
        return (plain(value), current.counts[index], before)
      }, past.total, current.total)
  }

  private static func rise(
    _ values: [(value: String, now: Int, before: Int)], _ past: Int, _ current: Int
  ) -> (String, Double, Double)? {
    guard past > 0, current > 0 else { return nil }
    return values.map {
      ($0.value, Double($0.before) / Double(past), Double($0.now) / Double(current))
    }.max { $0.2 - $0.1 < $1.2 - $1.1 }
  }

  /// Whether a value is one that programs put where they know none.
  private static func isPlaceholder(_ value: String) -> Bool {
    [
      "", "0", "-1", "−1", "9", "99", "999", "9999", "99999", "-9", "-99", "-999", "-9999",
      "unknown",
      "none", "null", "nan", "n/a", "na", "missing", "undefined", "default", "other", "-", "?",
    ].contains(value.lowercased())
  }

  private static func plain(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}

/// A share in whole percent, for evidence.
func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
