package import Statistics

/// Rows of one data set that also stand in another.
package struct Overlap: Sendable, Hashable {
  /// Rows of the second set that were compared: all, or those of the common sample.
  package let compared: Int
  /// Of these, rows whose values also stand in the first set.
  package let shared: Int
  /// Rows of the second set.
  package let rows: Int
  /// Whether every row was compared.
  package let isExact: Bool

  /// Compares what two collections kept in common.
  ///
  /// - Precondition: both were made from the same columns.
  package init(of second: RowFingerprints, in first: RowFingerprints) {
    precondition(
      first.columns == second.columns,
      "fingerprints of \(first.columns) and of \(second.columns) do not compare")
    let ceiling = min(first.ceiling, second.ceiling)
    let known = Set(first.hashes.lazy.filter { $0 <= ceiling })
    var compared = 0
    var shared = 0
    for hash in second.hashes where hash <= ceiling {
      compared += 1
      if known.contains(hash) { shared += 1 }
    }
    self.compared = compared
    self.shared = shared
    rows = second.rows
    isExact = ceiling == .max
  }

  /// The share of the second set's rows that stand in the first, with a Wilson interval when only a
  /// sample was compared.
  ///
  /// - Throws: ``Undefined`` when there is no row to compare.
  package func share(level: Double) throws(Undefined) -> Estimate {
    guard compared > 0 else { throw Undefined("the set has no rows") }
    let share = Double(shared) / Double(compared)
    guard !isExact else {
      return Estimate(
        share, interval: Interval(low: share, high: share, level: 1, method: "exact count"))
    }
    return try WilsonInterval.estimate(successes: shared, rows: compared, level: level)
  }
}

extension RowFingerprints {
  /// Rows whose values an earlier row of the same set already had, as a share of the rows kept.
  package var duplicateShare: Double? {
    guard !hashes.isEmpty else { return nil }
    return 1 - Double(Set(hashes).count) / Double(hashes.count)
  }
}
