/// For each of several tables, the table of all others.
///
/// ```
/// RestTables.map(count: 3, table: { [1, 10, 100][$0] }, merge: { $0 += $1 }) { $0 }
/// // 110, 101, 11
/// ```
enum RestTables {
  /// Groups beyond which the rest of each is not measured: their tables are held in memory at once.
  static let mostGroups = 256

  /// What is made of the table of all others, place by place; nil where there is no other.
  ///
  /// - Complexity: three merges a table: those after a place are merged from the right, those
  ///   before it from the left.
  static func map<Table, Result>(
    count: Int, table: (Int) -> Table, merge: (inout Table, Table) -> Void,
    _ transform: (Table) -> Result
  ) -> [Result?] {
    // The tables after each place; nil after the last.
    var following: [Table?] = [nil]
    for place in (1..<max(count, 1)).reversed() {
      following.append(merged(table(place), following[following.count - 1], merge))
    }
    following.reverse()
    var preceding: Table?
    return (0..<count).map { place in
      let rest = preceding.map { merged($0, following[place], merge) } ?? following[place]
      preceding = merged(table(place), preceding, merge)
      return rest.map(transform)
    }
  }

  private static func merged<Table>(
    _ first: Table, _ second: Table?, _ merge: (inout Table, Table) -> Void
  ) -> Table {
    guard let second else { return first }
    var sum = first
    merge(&sum, second)
    return sum
  }
}
