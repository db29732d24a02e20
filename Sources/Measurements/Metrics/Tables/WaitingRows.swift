/// Rows that wait to be counted group by group.
///
/// Hundreds of tables do not fit in a processor's cache: row by row each one would be fetched from
/// memory. Of 65,536 rows a hundred or more fall into one group and find its table at hand.
struct WaitingRows: Sendable {
  private static let limit = 1 << 16

  private var waiting: [ScoredRow] = []
  private var sorted: [ScoredRow] = []

  /// Whether enough rows wait to be counted.
  var isFull: Bool { waiting.count >= Self.limit }

  /// Lets a row wait; it has a group.
  mutating func append(_ row: ScoredRow) { waiting.append(row) }

  /// Hands each table the rows of its group, in their order, and forgets them.
  ///
  /// - Parameter tables: one for every group that a row has.
  mutating func count<Table>(
    into tables: inout [Table], _ add: (inout Table, UnsafeBufferPointer<ScoredRow>) -> Void
  ) {
    guard let filler = waiting.first else { return }
    // Sorted by group by counting: where each group's rows begin, then each row to its place.
    var places = [Int](repeating: 0, count: tables.count + 1)
    for row in waiting { places[Int(row.code) + 1] += 1 }
    for group in tables.indices { places[group + 1] += places[group] }
    let starts = places
    if sorted.count < waiting.count {
      sorted = [ScoredRow](repeating: filler, count: waiting.count)
    }
    for row in waiting {
      sorted[places[Int(row.code)]] = row
      places[Int(row.code)] += 1
    }
    unsafe sorted.withUnsafeBufferPointer { sorted in
      for group in tables.indices where starts[group] < starts[group + 1] {
        unsafe add(
          &tables[group], UnsafeBufferPointer(rebasing: sorted[starts[group]..<starts[group + 1]]))
      }
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
