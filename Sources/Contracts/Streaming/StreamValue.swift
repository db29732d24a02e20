/// The value of a column in one row of a stream, good until the next row is read.
@safe package struct StreamValue {
  // Safe: the bytes are those of the row or of what it was unescaped into, and both outlive its
  // judging.

  /// What there is.
  package enum Kind: UInt8, Sendable {
    /// Nothing, or null.
    case missing
    /// Something that is not of the column's type.
    case misfit
    case boolean
    case whole
    case number
    /// A date or a moment.
    case time
    case text
  }

  var kind = Kind.missing
  /// Whether a text was rounded to be a whole number.
  var isRounded = false
  /// Of a whole number its value, of a boolean 0 or 1, of a time microseconds since 1970 in UTC.
  var whole: Int64 = 0
  /// Of both kinds of numbers the nearest double.
  var number = 0.0
  private var start: UnsafePointer<UInt8>
  private(set) var count = 0

  /// Makes one that is missing.
  init(_ start: UnsafePointer<UInt8>) {
    unsafe self.start = start
  }

  /// The bytes as they came; of a text those between its quotes, unescaped.
  var bytes: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: start, count: count) }

  /// What stands for the value where people read it.
  var words: String { unsafe String(decoding: bytes, as: UTF8.self) }

  /// Sets the bytes.
  @inline(__always) mutating func take(_ start: UnsafePointer<UInt8>, _ count: Int) {
    unsafe self.start = start
    self.count = count
  }

  /// Whether it is a number of either kind.
  var isNumber: Bool { kind == .whole || kind == .number }

  /// Whether there is a value of the column's type.
  var isJudged: Bool { kind.rawValue > Kind.misfit.rawValue }

  /// Which of two values of a column is the lesser.
  ///
  /// Below zero the first, above zero the second, zero for equals; nil where they cannot be
  /// compared. What is no number is beyond all numbers.
  func order(_ other: StreamValue) -> Int? {
    if kind == other.kind {
      switch kind {
      case .boolean, .whole, .time: return whole < other.whole ? -1 : whole > other.whole ? 1 : 0
      case .text: return unsafe Self.order(bytes, other.bytes)
      case .number: break
      case .missing, .misfit: return nil
      }
    }
    guard isNumber, other.isNumber else { return nil }
    if number.isNaN || other.number.isNaN {
      return (number.isNaN ? 1 : 0) - (other.number.isNaN ? 1 : 0)
    }
    return number < other.number ? -1 : number > other.number ? 1 : 0
  }

  private static func order(
    _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
  ) -> Int {
    for index in 0..<min(first.count, second.count) {
      let (left, right) = unsafe (first[index], second[index])
      if left != right { return left < right ? -1 : 1 }
    }
    return first.count - second.count
  }
}

/// One row of a stream: the values of the columns that rules name.
@safe package struct StreamRow {
  // Safe: slots are given out by `StreamColumns`, which made room for each.

  private let values: UnsafeMutablePointer<StreamValue>
  /// The moment at which it is judged, in microseconds since 1970.
  let now: Int64

  init(_ values: UnsafeMutablePointer<StreamValue>, now: Int64) {
    unsafe self.values = values
    self.now = now
  }

  /// The value of a column by its slot.
  @inline(__always) subscript(slot: Int) -> StreamValue { unsafe values[slot] }
}

extension StreamValue {
  /// Bytes that two values share when the engine takes them for one.
  var key: [UInt8] {
    func octets(_ bits: UInt64) -> [UInt8] {
      (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64($0 * 8)) }
    }
    switch kind {
    case .text, .missing, .misfit: return unsafe [kind.rawValue] + bytes
    case .boolean, .time: return [kind.rawValue] + octets(UInt64(bitPattern: whole))
    case .whole where Int64(exactly: number) != whole:
      return [kind.rawValue] + octets(UInt64(bitPattern: whole))
    case .whole, .number:
      // 0 and −0 are one value, and so are all that are no number.
      let one = number.isNaN ? Double.nan : number + 0
      return [Kind.number.rawValue] + octets(one.bitPattern)
    }
  }
}
