package import Statistics

/// Rows of one data set that nearly stand in another, and do not stand in it as they are.
package struct NearOverlap: Sendable, Hashable {
  /// Rows of the second set that were compared.
  package let compared: Int
  /// Of these, rows that have a near copy in the first set.
  package let near: Int
  /// Whether every row was compared.
  package let isExact: Bool
  /// The row of the second set and that of the first, both from 0, of one of them.
  package let example: Pair?

  /// Two rows.
  package struct Pair: Sendable, Hashable {
    /// Of the second set.
    package let row: Int
    /// Of the first set.
    package let other: Int
  }

  /// Compares rows of two sets.
  ///
  /// - Precondition: both were made from the same columns.
  package init(of second: RowSketches, in first: RowSketches) {
    self.init(second, first, isWithin: false)
  }

  /// Compares rows of one set with each other.
  package init(within set: RowSketches) {
    self.init(set, set, isWithin: true)
  }

  private init(_ second: RowSketches, _ first: RowSketches, isWithin: Bool) {
    precondition(
      first.columns == second.columns,
      "sketches of \(first.columns) and of \(second.columns) do not compare")
    let isExact = first.isExact && second.isExact
    var found = Set<Int>()
    var best = (near: 0, compared: 0)
    var example: Pair?
    for group in first.groups.indices where group < second.groups.count {
      let ceiling = min(first.ceilings[group], second.ceilings[group])
      var known: [UInt64: [RowSketches.Kept]] = [:]
      for row in first.groups[group] where row.key <= ceiling {
        known[row.key, default: []].append(row)
      }
      var (near, compared) = (0, 0)
      for row in second.groups[group] where row.key <= ceiling {
        compared += 1
        let match = known[row.key]?.first { other in
          !(isWithin && other.row == row.row)
            && row.exact != other.exact && Self.isNear(row.bytes, other.bytes, first.tolerance)
        }
        guard let match else { continue }
        near += 1
        found.insert(row.row)
        let pair = Pair(row: row.row, other: match.row)
        if example.map({ (pair.row, pair.other) < ($0.row, $0.other) }) ?? true { example = pair }
      }
      // Of a part of the rows the group that tells most is still a lower end of what there is.
      if Double(near) * Double(max(best.compared, 1)) > Double(best.near) * Double(max(compared, 1))
        || best.compared == 0
      {
        best = (near, compared)
      }
    }
    self.isExact = isExact
    compared = isExact ? second.rows : best.compared
    self.near = isExact ? found.count : best.near
    self.example = example
  }

  private static func isNear(_ first: [UInt8], _ second: [UInt8], _ tolerance: Int) -> Bool {
    guard first.count == second.count else { return false }
    var different = 0
    for place in first.indices where first[place] != second[place] {
      different += 1
      if different > tolerance { return false }
    }
    return true
  }

  /// The share of the second set's rows that have a near copy, with Wilson's interval.
  ///
  /// - Throws: ``Undefined`` when no row was compared.
  package func share(level: Double) throws(Undefined) -> Estimate {
    guard compared > 0 else { throw Undefined("there is no row to compare") }
    return try WilsonInterval.estimate(successes: near, rows: compared, level: level)
  }
}
