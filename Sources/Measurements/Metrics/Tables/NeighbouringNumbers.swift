/// Numbers put together with their neighbours by dropping bits of their mantissas.
///
/// Numbers within 0.5…1 lose bits of their distance from 1: a probability of 0.99999 and one of
/// 0.9999 stay apart, as 0.00001 and 0.0001 do.
enum NeighbouringNumbers {
  /// The bits of the number that stands for `value` and its neighbours.
  ///
  /// - Parameters:
  ///   - dropped: bits that are dropped; 0: the number itself.
  ///   - mask: all bits but those.
  @inline(__always)
  static func representative(of value: Double, dropped: Int, mask: UInt64) -> UInt64 {
    // −0 and 0 are one number.
    let bits = value == 0 ? 0 : value.bitPattern
    if dropped == 0 { return bits }
    // Numbers too small to be normal lose all their bits together, as they do in bins.
    if value.magnitude < .leastNormalMagnitude { return 0 }
    // Within 0.5…1 the distance from 1 is exact, and so is the way back: both are multiples of
    // 2^−53. Where exponents are dropped there is no near and far.
    if value > 0.5, value <= 1, dropped <= 52 {
      return (1 - Double(bitPattern: (1 - value).bitPattern & mask)).bitPattern
    }
    let masked = bits & mask
    return masked == 1 << 63 ? 0 : masked
  }

  /// The fewest bits that leave at most `capacity` of distinct ascending numbers, found from
  /// neighbours: two become one when all the bits in which they differ are dropped.
  static func bitsToDrop(ascending values: [Double], capacity: Int) -> Int {
    // Pairs by the number of dropped bits that makes them one; the last for never.
    var pairs = [Int](repeating: 0, count: 65)
    for (low, high) in zip(values, values.dropFirst()) {
      pairs[bitsThatTell(low, high)] += 1
    }
    var left = values.count
    for dropped in 0..<62 {
      left -= pairs[dropped]
      if left <= capacity { return dropped }
    }
    return 62
  }

  /// The fewest dropped bits by which two neighbours become one number.
  private static func bitsThatTell(_ low: Double, _ high: Double) -> Int {
    func isNearOne(_ value: Double) -> Bool { value > 0.5 && value <= 1 }
    func width(_ bits: UInt64) -> Int { 64 - bits.leadingZeroBitCount }
    let least = Double.leastNormalMagnitude
    if low.magnitude < least, high.magnitude < least { return 1 }
    // Of opposite signs: both must become 0.
    if low < 0, high >= 0 { return width(max(low.magnitude.bitPattern, high.bitPattern)) }
    let ordinary = width(low.bitPattern ^ high.bitPattern)
    switch (isNearOne(low), isNearOne(high)) {
    case (true, true):
      // With the first bit of the exponent all of 0.5…1 is one number.
      return min(53, width((1 - low).bitPattern ^ (1 - high).bitPattern))
    case (false, false):
      return low.magnitude < least || high.magnitude < least
        ? width(max(low.magnitude.bitPattern, high.magnitude.bitPattern)) : ordinary
    default: return max(53, ordinary)
    }
  }
}
