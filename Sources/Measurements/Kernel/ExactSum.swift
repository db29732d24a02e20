/// A sum of floating-point numbers, or of their squares, without any rounding.
///
/// A fixed-point number wide enough for every double: adding is integer addition, so that the order
/// and the grouping of the terms cannot change a single bit of the result.
///
/// - Invariant: `limbs` is the two's complement of the sum in units of `2^unit`, least significant
///   limb first. Equal sums have equal limbs.
/// - Complexity: O(1) to add; O(limbs) to merge or round.
/// - Source: the fixed-point accumulator of Kulisch, *Computer Arithmetic and Validity*, 2013, ch.
///   8.
package struct ExactSum: Sendable, Hashable {
  /// The power of two that one unit of the lowest limb stands for.
  let unit: Int
  private(set) var limbs: [UInt64]

  /// An empty sum of doubles: 2^−1074 is the smallest of them; 64 spare bits hold 2^64 of the
  /// largest.
  package static var ofValues: ExactSum { ExactSum(unit: -1074, limbCount: 34) }
  /// An empty sum of squares of doubles.
  package static var ofSquares: ExactSum { ExactSum(unit: -2148, limbCount: 67) }

  private init(unit: Int, limbCount: Int) {
    self.unit = unit
    limbs = [UInt64](repeating: 0, count: limbCount)
  }

  /// Adds `±magnitude · 2^exponent`; `exponent` is at least ``unit``.
  mutating func add(_ magnitude: UInt128, exponent: Int, negative: Bool = false) {
    guard magnitude != 0 else { return }
    let shift = exponent - unit
    precondition(shift >= 0, "a term of 2^\(exponent) is below the unit 2^\(unit)")
    let index = shift / 64
    let bits = UInt64(shift % 64)
    let low = UInt64(truncatingIfNeeded: magnitude)
    let high = UInt64(truncatingIfNeeded: magnitude >> 64)
    let first = low << bits
    let second = (bits == 0 ? 0 : low >> (64 - bits)) | (high << bits)
    let third = bits == 0 ? 0 : high >> (64 - bits)
    let terms = (first, second, third)
    if negative { subtract(terms, at: index) } else { add(terms, at: index) }
  }

  private mutating func add(_ terms: (UInt64, UInt64, UInt64), at index: Int) {
    var carry = false
    var position = index
    while position < limbs.count {
      let term =
        position == index
        ? terms.0
        : position == index + 1 ? terms.1 : position == index + 2 ? terms.2 : 0
      if position > index + 2, !carry { return }
      let (partial, first) = limbs[position].addingReportingOverflow(term)
      let (sum, second) = partial.addingReportingOverflow(carry ? 1 : 0)
      limbs[position] = sum
      carry = first || second
      position += 1
    }
  }

  private mutating func subtract(_ terms: (UInt64, UInt64, UInt64), at index: Int) {
    var borrow = false
    var position = index
    while position < limbs.count {
      let term =
        position == index
        ? terms.0
        : position == index + 1 ? terms.1 : position == index + 2 ? terms.2 : 0
      if position > index + 2, !borrow { return }
      let (partial, first) = limbs[position].subtractingReportingOverflow(term)
      let (difference, second) = partial.subtractingReportingOverflow(borrow ? 1 : 0)
      limbs[position] = difference
      borrow = first || second
      position += 1
    }
  }

  /// Adds another sum of the same unit.
  package mutating func merge(_ other: ExactSum) {
    precondition(unit == other.unit, "sums of units 2^\(unit) and 2^\(other.unit) do not add")
    var carry = false
    for index in limbs.indices {
      let (partial, first) = limbs[index].addingReportingOverflow(other.limbs[index])
      let (sum, second) = partial.addingReportingOverflow(carry ? 1 : 0)
      limbs[index] = sum
      carry = first || second
    }
  }

  /// Whether the sum is below zero.
  package var isNegative: Bool { (limbs.last ?? 0) >> 63 == 1 }

  /// The sum without its sign, as whole units.
  package var magnitude: WideInteger {
    guard isNegative else { return WideInteger(limbs: limbs) }
    var carry = true
    return WideInteger(
      limbs: limbs.map { limb in
        let (result, overflow) = (~limb).addingReportingOverflow(carry ? 1 : 0)
        carry = overflow
        return result
      })
  }

  /// The sum rounded to the nearest double; infinite beyond the largest.
  package var rounded: Double {
    let scaled = magnitude.scaled
    let value = Double(
      sign: .plus, exponent: scaled.exponent + unit, significand: scaled.significand)
    return isNegative ? -value : value
  }
}

extension ExactSum: Codable {
  private enum Key: String, CodingKey { case unit, negative, first, limbs }

  /// Reads the limbs that are not zero.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let unit = try container.decode(Int.self, forKey: .unit)
    var sum: ExactSum
    switch unit {
    case ExactSum.ofValues.unit: sum = .ofValues
    case ExactSum.ofSquares.unit: sum = .ofSquares
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .unit, in: container, debugDescription: "no sum has the unit 2^\(unit)")
    }
    let first = try container.decode(Int.self, forKey: .first)
    let stored = try container.decode([UInt64].self, forKey: .limbs)
    guard first >= 0, first <= sum.limbs.count, stored.count <= sum.limbs.count - first else {
      throw DecodingError.dataCorruptedError(
        forKey: .limbs, in: container, debugDescription: "the sum is wider than any sum of doubles")
    }
    let negative = try container.decode(Bool.self, forKey: .negative)
    for (offset, limb) in stored.enumerated() {
      sum.add(UInt128(limb), exponent: unit + 64 * (first + offset), negative: negative)
    }
    self = sum
  }

  /// Writes sign, position and the limbs that are not zero.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let limbs = magnitude.limbs
    let first = limbs.firstIndex { $0 != 0 } ?? limbs.endIndex
    try container.encode(unit, forKey: .unit)
    try container.encode(isNegative, forKey: .negative)
    try container.encode(first, forKey: .first)
    try container.encode(Array(limbs[first...]), forKey: .limbs)
  }
}
