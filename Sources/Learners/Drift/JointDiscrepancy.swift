package import Measurements
package import Statistics

/// Maximum mean discrepancy of the numeric columns taken together.
///
/// Every column is replaced by its ranks among the rows of both sets, so that units and outliers do
/// not decide what counts as far; a missing value stands in the middle. It stands beside the
/// classifier: a test that learns nothing, of the same question.
///
/// - Undefined: no numeric column that both sets share, or fewer than two rows on a side.
/// - Complexity: O(rows log rows · columns), rows bounded by the samples.
package struct JointDiscrepancy: Sendable, Hashable {
  /// What the test found.
  package let outcome: TestOutcome
  /// The columns that entered.
  package let columns: [String]

  /// Compares two sets.
  ///
  /// - Throws: `Undefined`, ``RowsError``.
  package init(reference: RowTable, current: RowTable, columns: [String], seed: UInt64) throws {
    let joined = try JoinedRows(reference, current, columns: columns)
    var names: [String] = []
    var ranked: [[Double]] = []
    for column in joined.columns {
      guard case .numeric(let numbers) = column.values else { continue }
      names.append(column.name)
      ranked.append(Self.ranks(numbers))
    }
    guard !ranked.isEmpty else { throw Undefined("there is no numeric column to compare") }
    let rows = (0..<(reference.rowCount + current.rowCount)).map { row in
      ranked.map { $0[row] }
    }
    outcome = try MaximumMeanDiscrepancy.test(
      Array(rows.prefix(reference.rowCount)), Array(rows.dropFirst(reference.rowCount)),
      seed: seed)
    self.columns = names
  }

  /// Ranks within 0…1, equal numbers sharing theirs; ½ where the number is missing.
  private static func ranks(_ numbers: [Double]) -> [Double] {
    var ranks = [Double](repeating: 0.5, count: numbers.count)
    let order = numbers.indices.filter { !numbers[$0].isNaN }.sorted { numbers[$0] < numbers[$1] }
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, numbers[order[end]] == numbers[order[start]] { end += 1 }
      let rank = Double(start + end) / Double(2 * order.count)
      for place in start..<end { ranks[order[place]] = rank }
      start = end
    }
    return ranks
  }
}
