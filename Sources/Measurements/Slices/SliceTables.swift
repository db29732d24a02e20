/// Rows and losses of every slice over one, two or three columns, counted in one run over the rows.
///
/// A cell is `(rows, sum of losses)`; cells are in the order of the columns' codes, the last
/// column's fastest. Rows are added in their order, so that a slice has one sum however it is
/// found.
///
/// - Complexity: O(rows + cells).
enum SliceTables {
  /// The cells of the columns at the given places.
  static func count(
    _ part: SliceRows.Part, values: [Double], columns: [Int], sizes: [Int]
  ) -> [SIMD2<Double>] {
    let cells = columns.reduce(1) { $0 * sizes[$1] }
    var table = [SIMD2<Double>](repeating: .zero, count: cells)
    let rows = part.count
    unsafe table.withUnsafeMutableBufferPointer { table in
      unsafe values.withUnsafeBufferPointer { values in
        unsafe part.codes[columns[0]].withUnsafeBufferPointer { first in
          guard columns.count > 1 else {
            for row in 0..<rows {
              unsafe table[Int(first[row])] += SIMD2(1, values[row])
            }
            return
          }
          unsafe part.codes[columns[1]].withUnsafeBufferPointer { second in
            let width = sizes[columns[1]]
            guard columns.count > 2 else {
              for row in 0..<rows {
                unsafe table[Int(first[row]) &* width &+ Int(second[row])] +=
                  SIMD2(1, values[row])
              }
              return
            }
            let depth = sizes[columns[2]]
            unsafe part.codes[columns[2]].withUnsafeBufferPointer { third in
              for row in 0..<rows {
                let pair = unsafe Int(first[row]) &* width &+ Int(second[row])
                unsafe table[pair &* depth &+ Int(third[row])] += SIMD2(1, values[row])
              }
            }
          }
        }
      }
    }
    return table
  }

  /// The codes of a cell, in the order of the columns.
  static func codes(cell: Int, columns: [Int], sizes: [Int]) -> [UInt8] {
    var rest = cell
    var codes: [UInt8] = []
    for column in columns.reversed() {
      codes.append(UInt8(rest % sizes[column]))
      rest /= sizes[column]
    }
    return codes.reversed()
  }
}
