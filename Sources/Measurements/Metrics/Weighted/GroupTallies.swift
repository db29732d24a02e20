/// What is counted of the rows of each group, and of those of none.
///
/// A tally adds rows and merges; this keeps one a group, so that a task says only what a row adds.
struct GroupTallies<Tally: GroupTally>: Sendable {
  private let empty: Tally
  private var groups: [Tally] = []
  /// Rows of no group, or all rows when there are no groups.
  private var rest: Tally

  /// No rows.
  ///
  /// - Parameter empty: the tally of no rows.
  init(empty: Tally) {
    self.empty = empty
    rest = empty
  }

  /// Adds a batch's rows.
  ///
  /// - Parameters:
  ///   - codes: the group of each row; read only where there are groups.
  ///   - groups: groups that there are so far.
  mutating func add(_ rows: [Tally.Row], codes: [UInt32], groups count: Int) {
    reserve(count)
    for (place, row) in rows.enumerated() {
      if count > 0, codes[place] != GroupIndex.none {
        groups[Int(codes[place])].add(row)
      } else {
        rest.add(row)
      }
    }
  }

  /// Adds those of another part of the data, whose groups have these numbers here.
  mutating func merge(_ other: Self, numbers: [UInt32]) {
    for (group, number) in zip(other.groups, numbers) {
      reserve(Int(number) + 1)
      groups[Int(number)].merge(group)
    }
    rest.merge(other.rest)
  }

  private mutating func reserve(_ count: Int) {
    while groups.count < count { groups.append(empty) }
  }

  /// Of all rows.
  var overall: Tally {
    var all = rest
    for group in groups { all.merge(group) }
    return all
  }

  /// Of one group.
  subscript(group: Int) -> Tally { groups[group] }
}

/// What is counted of rows.
protocol GroupTally: Sendable {
  /// What a row says.
  associatedtype Row

  /// Adds a row.
  mutating func add(_ row: Row)

  /// Adds the rows of another.
  mutating func merge(_ other: Self)
}
