/// A sum of bounded numbers that no order of adding can change.
///
/// Each number becomes a whole number of units of `2^−scale` and is added as an integer: 16 bytes,
/// two instructions a row, merge-exact. Cutting a number to units costs less than one unit, far
/// below the rounding of the number itself.
///
/// ```
/// var sum = FixedPointSum(scale: 57)
/// sum.add(0.25)
/// sum.value  // 0.25
/// ```
///
/// - Invariant: a number of magnitude `m` fits when `m · 2^scale < 2^63`; the sum holds 2^64 of
///   them.
package struct FixedPointSum: Sendable, Hashable {
  /// Binary digits after the point.
  package let scale: Int
  private let factor: Double
  private var units: Int128 = 0

  /// The largest double below 2^63.
  private static let limit = 0x1p63.nextDown

  /// An empty sum.
  ///
  /// - Parameter scale: binary digits after the point, 0…62.
  package init(scale: Int) {
    self.scale = scale
    factor = Double(sign: .plus, exponent: scale, significand: 1)
  }

  /// Adds a finite number whose magnitude is below `2^(63 − scale)`; a larger one is clamped to it.
  @inline(__always)
  package mutating func add(_ number: Double) {
    let scaled = min(max(number * factor, -Self.limit), Self.limit)
    // Cut, not rounded: a whole unit is still far below the rounding of the number.
    units &+= Int128(Int64(scaled))
  }

  /// Adds a number so many times.
  mutating func add(_ number: Double, times: Int) {
    let scaled = min(max(number * factor, -Self.limit), Self.limit)
    units &+= Int128(Int64(scaled)) &* Int128(times)
  }

  /// Adds units that were summed elsewhere.
  mutating func add(units: Int128) { self.units &+= units }

  /// Adds another sum of the same scale.
  package mutating func merge(_ other: FixedPointSum) {
    precondition(scale == other.scale, "sums of scale \(scale) and \(other.scale) do not add")
    units &+= other.units
  }

  /// The sum, rounded once.
  package var value: Double { Double(units) / factor }
}
