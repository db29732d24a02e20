/// A slice by the places of its columns and its codes in them.
struct FoundSlice: Sendable, Hashable {
  /// Ascending.
  let columns: [Int]
  /// One a column.
  let codes: [UInt8]
  /// ``SliceScore``, of what earlier slices do not explain.
  let score: Double

  /// Whether it comes first: the higher score, then fewer conditions, then earlier columns.
  func isBetter(than other: FoundSlice) -> Bool {
    if score != other.score { return score > other.score }
    if columns.count != other.columns.count { return columns.count < other.columns.count }
    return columns.lexicographicallyPrecedes(other.columns)
  }

  /// The places of its rows.
  func members(of part: SliceRows.Part) -> [Int] {
    var members = Array(0..<part.count)
    for (column, code) in zip(columns, codes) {
      let values = part.codes[column]
      members = members.filter { values[$0] == code }
    }
    return members
  }
}
