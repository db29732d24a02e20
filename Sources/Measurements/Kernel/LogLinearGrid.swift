/// The one grid on which numbers are counted: 256 bins to every octave around an origin.
///
/// For `y = x − origin` the bin is the sign, the binary exponent and the top 8 mantissa bits of
/// `y`. Bins are numbered so that their order is the order of the numbers: `k` above the origin,
/// `−k` below it, and 0 for the origin itself together with everything within 2^−1030 of it. Any
/// two histograms with one origin have the same bins without having agreed on edges.
package struct LogLinearGrid: Sendable, Hashable, Codable {
  /// The number around which bins are narrow; a bin's width is 1/256 of the distance from it, or
  /// less.
  package let origin: Double

  /// Mantissa bits kept in a bin's number.
  static let mantissaBits = 8
  /// Bits of a double below a bin's number.
  static let shift: UInt64 = 52 - 8
  /// Bins in an octave.
  static let octaveSize = 256

  /// A grid around a finite number.
  package init(origin: Double = 0) {
    self.origin = origin
  }

  /// The bin of a finite number.
  package func bin(of value: Double) -> Int {
    let bits = (value - origin).bitPattern
    let magnitude = Int((bits & 0x7FFF_FFFF_FFFF_FFFF) >> Self.shift)
    return bits >> 63 == 1 ? -magnitude : magnitude
  }

  /// The end of a bin that is nearer to the origin, as a distance from it.
  private func distance(_ magnitude: Int) -> Double {
    Double(bitPattern: UInt64(magnitude) << Self.shift)
  }

  /// The numbers that fall into a bin lie in this range, ends included, up to rounding of the ends.
  package func edges(of bin: Int) -> (low: Double, high: Double) {
    if bin == 0 { return (origin, origin) }
    let near = distance(Int(bin.magnitude))
    let far = distance(Int(bin.magnitude) + 1)
    return bin > 0 ? (origin + near, origin + far) : (origin - far, origin - near)
  }
}
