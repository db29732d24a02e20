/// How a column's numbers are stored, which decides how they are compared and printed.
package enum NumberKind: String, Sendable, Hashable, Codable {
  /// Whole numbers of up to 64 bits with a sign: never rounded.
  case integer
  /// Whole numbers of 64 bits without a sign: never rounded.
  case unsigned
  /// Binary floating point of 64 bits; narrower floats and decimals are widened to it.
  case real
  /// Microseconds since 1970-01-01T00:00:00Z, whole.
  case instant

  /// The number that a key stands for, rounded to a double where it is a long integer.
  package func real(of key: UInt64) -> Double {
    switch self {
    case .integer, .instant: Double(Int64(bitPattern: key))
    case .unsigned: Double(key)
    case .real: Double(bitPattern: key)
    }
  }

  /// An unsigned integer that ascends with the numbers, for sorting; ``key(ofOrder:)`` undoes it.
  func order(of key: UInt64) -> UInt64 {
    switch self {
    case .integer, .instant: key ^ (1 << 63)
    case .unsigned: key
    // Negative doubles ascend against their bits, positive ones with them.
    case .real: key >> 63 == 1 ? ~key : key | (1 << 63)
    }
  }

  /// The key that has this place in the order.
  func key(ofOrder order: UInt64) -> UInt64 {
    switch self {
    case .integer, .instant: order ^ (1 << 63)
    case .unsigned: order
    case .real: order >> 63 == 1 ? order ^ (1 << 63) : ~order
    }
  }

  /// Whether the number behind `left` is smaller than the one behind `right`.
  package func isLess(_ left: UInt64, _ right: UInt64) -> Bool {
    switch self {
    case .integer, .instant: Int64(bitPattern: left) < Int64(bitPattern: right)
    case .unsigned: left < right
    case .real: Double(bitPattern: left) < Double(bitPattern: right)
    }
  }
}

/// A number that the counting loops accept: 64 bits wide, with a canonical bit pattern.
///
/// Two values are the same number exactly when their keys are equal: negative zero has zero's key.
protocol Countable: BitwiseCopyable, Comparable, Sendable {
  /// The canonical bit pattern.
  var key: UInt64 { get }
  /// The value as a double, rounded to nearest.
  var real: Double { get }
  /// Whether the value is a number with a place on the number line.
  var isOrdinary: Bool { get }
  /// The number behind a key.
  init(key: UInt64)
}

extension Int64: Countable {
  @inline(__always) var key: UInt64 { UInt64(bitPattern: self) }
  @inline(__always) var real: Double { Double(self) }
  @inline(__always) var isOrdinary: Bool { true }
  @inline(__always) init(key: UInt64) { self = Int64(bitPattern: key) }
}

extension UInt64: Countable {
  @inline(__always) var key: UInt64 { self }
  @inline(__always) var real: Double { Double(self) }
  @inline(__always) var isOrdinary: Bool { true }
  @inline(__always) init(key: UInt64) { self = key }
}

extension Double: Countable {
  // Adding zero turns −0.0 into +0.0 and leaves every other number as it is.
  @inline(__always) var key: UInt64 { (self + 0.0).bitPattern }
  @inline(__always) var real: Double { self }
  @inline(__always) var isOrdinary: Bool {
    bitPattern & 0x7FF0_0000_0000_0000 != 0x7FF0_0000_0000_0000
  }
  @inline(__always) init(key: UInt64) { self = Double(bitPattern: key) }
}
