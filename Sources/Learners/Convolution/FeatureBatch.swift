/// Some rows inside a network: for every feature the numbers of all rows, side by side.
///
/// With the rows innermost every layer is additions of whole runs of numbers, which processors do
/// several at a time, in an order that does not depend on how many that are: the same seed gives
/// the same network on every machine.
@safe struct FeatureBatch: Sendable {
  /// Features of a row.
  let features: Int
  /// Rows.
  let rows: Int
  /// `features × rows` numbers, feature after feature.
  var values: ContiguousArray<Float>

  /// A batch of zeros.
  init(features: Int, rows: Int) {
    self.features = features
    self.rows = rows
    values = ContiguousArray(repeating: 0, count: features * rows)
  }

  /// Calls the body with the address of the first number; not at all when there is none.
  func withNumbers(_ body: (UnsafePointer<Float>) -> Void) {
    unsafe values.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { unsafe body(base) }
    }
  }

  /// Calls the body with the address of the first number, to be written to.
  mutating func withMutableNumbers(_ body: (UnsafeMutablePointer<Float>) -> Void) {
    unsafe values.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { unsafe body(base) }
    }
  }
}

/// Arithmetic on runs of numbers.
enum Runs {
  /// `target += factor · source`.
  @inline(__always)
  static func add(
    _ factor: Float, _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>,
    _ count: Int
  ) {
    var place = 0
    while place < count {
      unsafe target[place] += factor * source[place]
      place += 1
    }
  }

  /// `target += one · other`, number by number.
  @inline(__always)
  static func addProducts(
    _ one: UnsafePointer<Float>, _ other: UnsafePointer<Float>,
    to target: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    var place = 0
    while place < count {
      unsafe target[place] += one[place] * other[place]
      place += 1
    }
  }

  /// `Σ source`.
  @inline(__always)
  static func sum(_ source: UnsafePointer<Float>, _ count: Int) -> Float {
    var sum: Float = 0
    var place = 0
    while place < count {
      unsafe sum += source[place]
      place += 1
    }
    return sum
  }

  /// `Σ one · other`, in four interleaved sums.
  @inline(__always)
  static func dot(
    _ one: UnsafePointer<Float>, _ other: UnsafePointer<Float>, _ count: Int
  ) -> Float {
    var (a, b, c, d): (Float, Float, Float, Float) = (0, 0, 0, 0)
    var place = 0
    while place + 3 < count {
      unsafe a += one[place] * other[place]
      unsafe b += one[place + 1] * other[place + 1]
      unsafe c += one[place + 2] * other[place + 2]
      unsafe d += one[place + 3] * other[place + 3]
      place += 4
    }
    while place < count {
      unsafe a += one[place] * other[place]
      place += 1
    }
    return (a + b) + (c + d)
  }
}
