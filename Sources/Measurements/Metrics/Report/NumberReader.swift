internal import ADBC

/// Reads a column of numbers into doubles.
enum NumberReader {
  /// Stands for a missing value: a not-a-number of its own, told from others by its bits.
  static let missing = Double(nan: 0xADA, signaling: false)

  /// Whether a number that was read is a missing value.
  @inline(__always)
  static func isMissing(_ number: Double) -> Bool { number.bitPattern == missing.bitPattern }

  /// Writes every row's number into `numbers`, which is at least as long as the batch.
  static func read(_ column: ArrowColumn, rows: Int, into numbers: inout [Double]) {
    switch unsafe column.type {
    case .float64: unsafe convert(column, rows, from: Double.self, into: &numbers) { $0 }
    case .float32: unsafe convert(column, rows, from: Float.self, into: &numbers) { Double($0) }
    case .int64: unsafe convert(column, rows, from: Int64.self, into: &numbers) { Double($0) }
    case .int32: unsafe convert(column, rows, from: Int32.self, into: &numbers) { Double($0) }
    case .int16: unsafe convert(column, rows, from: Int16.self, into: &numbers) { Double($0) }
    case .int8: unsafe convert(column, rows, from: Int8.self, into: &numbers) { Double($0) }
    default:
      for row in 0..<rows { numbers[row] = unsafe column.double(at: row) ?? missing }
    }
  }

  @inline(__always)
  private static func convert<Stored: BitwiseCopyable>(
    _ column: ArrowColumn, _ rows: Int, from _: Stored.Type, into numbers: inout [Double],
    _ number: (Stored) -> Double
  ) {
    guard let values = unsafe column.values(as: Stored.self) else {
      for row in 0..<rows { numbers[row] = missing }
      return
    }
    guard numbers.count >= rows else { return }
    unsafe numbers.withUnsafeMutableBufferPointer { numbers in
      for row in 0..<rows { unsafe numbers[row] = number(values[row]) }
    }
    guard unsafe column.validity != nil else { return }
    for row in 0..<rows where !(unsafe column.isValid(row)) { numbers[row] = missing }
  }
}
