/// Rows by true and predicted class, counted: only cells that occur take room.
///
/// - Complexity: O(1) a row; memory by the cells that occur, at most the classes squared.
struct ConfusionCounts: Sendable {
  private var cells: [UInt32: Int] = [:]

  /// Cells that occur.
  var count: Int { cells.count }

  /// Counts a row.
  @inline(__always)
  mutating func add(truth: UInt16, called: UInt16) {
    cells[UInt32(truth) << 16 | UInt32(called), default: 0] += 1
  }

  /// Counts rows that are alike.
  mutating func add(truth: UInt16, called: UInt16, times: Int) {
    cells[UInt32(truth) << 16 | UInt32(called), default: 0] += times
  }

  /// Adds other counts, whose classes are numbered `numbers` here.
  mutating func merge(_ other: ConfusionCounts, numbers: [UInt16]? = nil) {
    for (cell, rows) in other.cells {
      let (truth, called) = (Int(cell >> 16), Int(cell & 0xFFFF))
      let place =
        numbers.map { UInt32($0[truth]) << 16 | UInt32($0[called]) } ?? cell
      cells[place, default: 0] += rows
    }
  }

  /// The counts by name: declared classes in their order, then the others by name.
  func matrix(_ names: ClassNames) -> ConfusionMatrix {
    let others = (names.declaredCount..<names.names.count).sorted {
      let (a, b) = (names.names[$0], names.names[$1])
      if let x = Double(a), let y = Double(b), x != y { return x < y }
      return a < b
    }
    let order = Array(0..<names.declaredCount) + others
    var places = [Int](repeating: 0, count: names.names.count)
    for (place, number) in order.enumerated() { places[number] = place }
    return ConfusionMatrix(
      names: order.map { names.names[$0] },
      cells: cells.map {
        .init(
          truth: places[Int($0.key >> 16)], called: places[Int($0.key & 0xFFFF)], rows: $0.value)
      })
  }
}
