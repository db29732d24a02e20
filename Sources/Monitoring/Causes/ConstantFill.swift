internal import Checklist
internal import Measurements

/// One value that stands where others, or nothing, did.
enum ConstantFill: Cause {
  static let card = CauseCard(
    id: "constant-fill", title: "Filled with a constant", nature: .error,
    sign:
      "one value that stands for nothing (0, −1, 999, unknown) holds far more rows than before, "
      + "or one value took the column",
    remedy: "find out which step fills the value in, and leave it missing instead")

  /// Numbers and words that programs put where they know no value.
  private static let placeholderNumbers: Set<Double> = [
    0, -1, 9, 99, 999, 9_999, 99_999, -9, -99, -999, -9_999,
  ]
  private static let placeholderWords: Set<String> = [
    "", "0", "-1", "unknown", "none", "null", "nan", "n/a", "na", "missing", "undefined", "default",
    "other", "-", "?",
  ]

  /// A value whose share rose.
  private struct Risen {
    let value: String
    let isPlaceholder: Bool
    let before: Double
    let now: Double
  }

  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String? {
    guard let risen = risen(change).max(by: { $0.now - $0.before < $1.now - $1.before }),
      risen.now - risen.before > context.smallestShift
    else { return nil }
    // A category that takes over may be the world's doing: only a value that took the column, or
    // one that stands for nothing, is a fill.
    guard risen.now > 0.95 && risen.before < 0.7 || risen.isPlaceholder else { return nil }
    return "“\(risen.value)” holds \(NumberText.percent(risen.now)) of the rows, "
      + "\(NumberText.percent(risen.before)) before"
  }

  /// The most frequent values with their shares; none where a side has no rows.
  private static func risen(_ change: ColumnChange) -> [Risen] {
    if let (past, current) = change.categories, past.total > 0, current.total > 0 {
      return current.top(20).map { top in
        Risen(
          value: top.value, isPlaceholder: placeholderWords.contains(top.value.lowercased()),
          before: Double(past.counts[top.value] ?? 0) / Double(past.total),
          now: Double(top.count) / Double(current.total))
      }
    }
    guard let numbers = change.numbers else { return [] }
    let (past, current) = (NumberSegments(numbers.past), NumberSegments(numbers.current))
    guard past.total > 0, current.total > 0 else { return [] }
    return current.counts.indices.filter { current.lows[$0] == current.highs[$0] }
      .sorted { current.counts[$0] > current.counts[$1] }.prefix(3)
      .map { index in
        let value = current.lows[index]
        let before = past.counts.indices
          .filter { past.lows[$0] <= value && value <= past.highs[$0] }
          .reduce(0) { $0 + past.counts[$1] }
        return Risen(
          value: NumberText.plain(value), isPlaceholder: placeholderNumbers.contains(value),
          before: Double(before) / Double(past.total),
          now: Double(current.counts[index]) / Double(current.total))
      }
  }
}
