/// Which rows of a batch are counted.
enum RowSelection: Sendable {
  /// All rows of a batch of that many.
  case all(Int)
  /// The rows at these positions.
  case some([Int32])

  /// Rows selected.
  var count: Int {
    switch self {
    case .all(let rows): rows
    case .some(let rows): rows.count
    }
  }

  /// Calls `body` with each selected row.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    switch self {
    case .all(let rows):
      for row in 0..<rows { body(row) }
    case .some(let rows):
      for row in rows { body(Int(row)) }
    }
  }
}
