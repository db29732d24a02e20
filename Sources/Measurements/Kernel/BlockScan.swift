/// Facts about a block of doubles that need no table, four lanes at a time.
enum BlockScan {
  private typealias Lanes = SIMD4<Double>

  /// Smallest, largest, zeros and negative numbers.
  struct Facts {
    var minimum: Double
    var maximum: Double
    var zeros: Int
    var negative: Int
  }

  /// Whether no value is NaN or infinite.
  static func isOrdinary(_ values: UnsafeBufferPointer<Double>) -> Bool {
    let mask: UInt64 = 0x7FF0_0000_0000_0000
    // A carry out of the exponent field appears exactly when all its bits are set.
    var seen: UInt64 = 0
    for index in 0..<values.count {
      let value = unsafe values[index]
      seen |= (value.bitPattern & mask) &+ 0x0010_0000_0000_0000
    }
    return seen >> 63 == 0
  }

  /// The facts about finite values, with the extremes of those before them.
  static func facts(
    _ values: UnsafeBufferPointer<Double>, minimum: Double, maximum: Double
  ) -> Facts {
    var low = Lanes(repeating: minimum)
    var high = Lanes(repeating: maximum)
    var zeros = SIMD4<Int64>(repeating: 0)
    var negative = SIMD4<Int64>(repeating: 0)
    let zero = Lanes(repeating: 0)
    let whole = values.count & ~3
    if let base = values.baseAddress {
      for position in stride(from: 0, to: whole, by: 4) {
        let lanes = unsafe UnsafeRawPointer(base + position).loadUnaligned(as: Lanes.self)
        low.replace(with: lanes, where: lanes .< low)
        high.replace(with: lanes, where: lanes .> high)
        zeros.replace(with: zeros &+ 1, where: lanes .== zero)
        negative.replace(with: negative &+ 1, where: lanes .< zero)
      }
    }
    var facts = Facts(
      minimum: low.min(), maximum: high.max(), zeros: Int(zeros.wrappedSum()),
      negative: Int(negative.wrappedSum()))
    for position in whole..<values.count {
      let value = unsafe values[position]
      facts.minimum = min(facts.minimum, value)
      facts.maximum = max(facts.maximum, value)
      facts.zeros += value == 0 ? 1 : 0
      facts.negative += value < 0 ? 1 : 0
    }
    return facts
  }
}
