/// A whole number without sign and without a largest value: what exact sums multiply and compare
/// in.
///
/// - Invariant: the highest limb is not zero; zero has no limbs.
package struct WideInteger: Sendable, Hashable {
  /// 64-bit digits, least significant first.
  let limbs: [UInt64]

  init(limbs: [UInt64]) {
    let count = (limbs.lastIndex { $0 != 0 } ?? -1) + 1
    self.limbs = Array(limbs.prefix(count))
  }

  init(_ value: Int) {
    self.init(limbs: [UInt64(value.magnitude)])
  }

  static func * (left: WideInteger, right: WideInteger) -> WideInteger {
    var product = [UInt64](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (position, digit) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (offset, other) in right.limbs.enumerated() {
        let term =
          UInt128(digit) * UInt128(other) + UInt128(product[position + offset]) + UInt128(carry)
        product[position + offset] = UInt64(truncatingIfNeeded: term)
        carry = UInt64(truncatingIfNeeded: term >> 64)
      }
      product[position + right.limbs.count] = carry
    }
    return WideInteger(limbs: product)
  }

  /// The difference, or zero when `right` is the larger.
  static func - (left: WideInteger, right: WideInteger) -> WideInteger {
    var result = left.limbs
    var borrow = false
    for index in 0..<max(left.limbs.count, right.limbs.count) {
      let subtrahend = index < right.limbs.count ? right.limbs[index] : 0
      guard index < result.count else { return WideInteger(limbs: []) }
      let (partial, first) = result[index].subtractingReportingOverflow(subtrahend)
      let (difference, second) = partial.subtractingReportingOverflow(borrow ? 1 : 0)
      result[index] = difference
      borrow = first || second
    }
    return borrow ? WideInteger(limbs: []) : WideInteger(limbs: result)
  }

  /// The number as `significand · 2^exponent`, the significand correctly rounded and in [2^63,
  /// 2^64].
  var scaled: (significand: Double, exponent: Int) {
    guard let top = limbs.last else { return (0, 0) }
    let shift = UInt64(top.leadingZeroBitCount)
    let below = limbs.count > 1 ? limbs[limbs.count - 2] : 0
    var leading = shift == 0 ? top : (top << shift) | (below >> (64 - shift))
    let rest = shift == 0 ? below : below << shift
    // The bits that do not fit decide a tie: one sticky bit below the 53 stands for all of them.
    if rest != 0 || limbs.dropLast(2).contains(where: { $0 != 0 }) { leading |= 1 }
    return (Double(leading), 64 * (limbs.count - 1) - Int(shift))
  }
}
