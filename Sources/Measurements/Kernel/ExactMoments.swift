/// Count, sum and sum of squares of numbers, all exact, and the mean and spread that follow.
///
/// Mean and standard deviation come from exact integers with one rounding each at the end: no order
/// of rows, batches, threads or merges changes a digit, and nothing cancels however far the values
/// are from zero.
package struct ExactMoments: Sendable, Hashable, Codable {
  /// Values.
  package private(set) var count = 0
  /// Their sum.
  package private(set) var sum = ExactSum.ofValues
  /// The sum of their squares.
  package private(set) var squares = ExactSum.ofSquares

  private enum Key: String, CodingKey { case count, sum, squares }

  /// Reads the sums; a number of values that cannot be one is refused.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    count = try container.decode(Int.self, forKey: .count)
    sum = try container.decode(ExactSum.self, forKey: .sum)
    squares = try container.decode(ExactSum.self, forKey: .squares)
    try StoredCounts.check([count], positive: false, "the count", at: container.codingPath)
    guard sum.unit == ExactSum.ofValues.unit, squares.unit == ExactSum.ofSquares.unit,
      !squares.isNegative
    else {
      throw StoredCounts.contradiction("the sums are no moments", at: container.codingPath)
    }
  }

  /// Moments of nothing.
  package init() {}

  /// Adds `times` copies of a finite double.
  mutating func add(_ value: Double, times: Int) {
    let field = value.bitPattern & 0xF_FFFF_FFFF_FFFF
    let square = (UInt128(field) * UInt128(field)).multipliedReportingOverflow(
      by: UInt128(times.magnitude))
    guard !square.overflow else {
      // More copies than 128 bits can hold squares of: half of them at a time.
      add(value, times: times / 2)
      add(value, times: times - times / 2)
      return
    }
    add(
      octave: Int(value.bitPattern >> 52), count: times,
      sum: UInt128(field) * UInt128(times.magnitude), squares: square.partialValue)
  }

  /// Adds `times` copies of a whole number of at most 64 bits.
  mutating func add(_ value: Int128, times: Int) {
    let magnitude = value.magnitude
    let square = (magnitude * magnitude).multipliedReportingOverflow(by: UInt128(times.magnitude))
    guard !square.overflow else {
      add(value, times: times / 2)
      add(value, times: times - times / 2)
      return
    }
    count += times
    sum.add(magnitude * UInt128(times.magnitude), exponent: 0, negative: value < 0)
    squares.add(square.partialValue, exponent: 0)
  }

  /// Adds counted whole numbers whose sums were kept by the counting loop.
  mutating func add(count: Int, sum: Int128, squares: UInt128, squaresOverflow: UInt64) {
    self.count += count
    self.sum.add(sum.magnitude, exponent: 0, negative: sum < 0)
    self.squares.add(squares, exponent: 0)
    self.squares.add(UInt128(squaresOverflow), exponent: 128)
  }

  /// Adds counted doubles of one sign and binary exponent.
  ///
  /// - Parameters:
  ///   - octave: sign and exponent bits of the values, 0…4095.
  ///   - sum: sum of their 52-bit mantissa fields.
  ///   - squares: sum of the squares of the fields.
  mutating func add(octave: Int, count: Int, sum: UInt128, squares: UInt128) {
    self.count += count
    let negative = octave >= 2048
    let exponent = octave & 2047
    let unit = max(exponent, 1) - 1075
    self.sum.add(sum, exponent: unit, negative: negative)
    self.squares.add(squares, exponent: 2 * unit)
    guard exponent > 0 else { return }
    // A normal number's mantissa is 2^52 + field: the square is 2^104 + 2^53 · field + field².
    self.sum.add(UInt128(count.magnitude), exponent: unit + 52, negative: negative)
    self.squares.add(sum, exponent: 2 * unit + 53)
    self.squares.add(UInt128(count.magnitude), exponent: 2 * unit + 104)
  }

  /// Adds counted numbers whose sums come in parts, each a whole number times a power of two.
  mutating func add(
    count: Int, sum: [(part: Int128, exponent: Int)], squares: [(part: Int128, exponent: Int)]
  ) {
    self.count += count
    for (part, exponent) in sum {
      self.sum.add(part.magnitude, exponent: exponent, negative: part < 0)
    }
    for (part, exponent) in squares {
      self.squares.add(part.magnitude, exponent: exponent, negative: part < 0)
    }
  }

  /// Adds the moments of other values.
  package mutating func merge(_ other: ExactMoments) {
    count += other.count
    sum.merge(other.sum)
    squares.merge(other.squares)
  }

  /// The arithmetic mean; nil without values.
  package var mean: Double? {
    guard count > 0 else { return nil }
    let scaled = sum.magnitude.scaled
    let value = Double(
      sign: .plus, exponent: scaled.exponent + sum.unit,
      significand: scaled.significand / Double(count))
    return sum.isNegative ? -value : value
  }

  /// The standard deviation with `count − 1` in the denominator; nil below two values.
  package var standardDeviation: Double? {
    guard count > 1 else { return nil }
    let magnitude = sum.magnitude
    let scaled = (squares.magnitude * WideInteger(count) - magnitude * magnitude).scaled
    guard scaled.significand > 0 else { return 0 }
    var exponent = scaled.exponent + squares.unit
    var variance = scaled.significand / (Double(count) * Double(count - 1))
    if exponent % 2 != 0 {
      exponent -= 1
      variance *= 2
    }
    return Double(
      sign: .plus, exponent: exponent / 2, significand: variance.squareRoot())
  }
}
