#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A number as it is written in decimal, and the double nearest to it.
///
/// - Numerics: correctly rounded. Up to 19 digits and small powers of ten by one exact
///   multiplication or division; everything else by the C library.
/// - Source: Clinger, *How to read floating point numbers accurately*, 1990.
@safe struct DecimalNumber {
  // Safe: `token` is read by `strtod` alone, which stops at the first byte that belongs to no
  // number.

  var isNegative = false
  /// Whether neither a point nor an exponent is written.
  var isWhole = true
  /// The power of ten that the digits are multiplied with.
  var exponent = 0
  /// The first byte, for what the digits here cannot hold.
  var token: UnsafePointer<UInt8>?
  private var mantissa: UInt64 = 0
  private var digits = 0
  private var special: Double?

  /// Makes a zero, without digits so far.
  @inline(__always) init() {
    unsafe token = nil
  }

  /// Makes an infinity, or what is no number.
  init(special: Double) {
    unsafe token = nil
    self.special = special
    isWhole = false
  }

  /// Appends a digit.
  @inline(__always) mutating func append(_ digit: UInt8) {
    // A 20th digit may not fit: then they are only counted.
    if digits < 19 { mantissa = mantissa &* 10 &+ UInt64(digit) }
    if digits > 0 || digit > 0 { digits &+= 1 }
  }

  /// The value of a whole number that fits.
  @inline(__always) var whole: Int64? {
    guard isWhole, digits <= 19, mantissa <= UInt64(Int64.max) else { return nil }
    return isNegative ? -Int64(mantissa) : Int64(mantissa)
  }

  /// The nearest double.
  @inline(__always) var double: Double {
    guard digits <= 19, mantissa <= 1 << 53, -22...22 ~= exponent, special == nil else {
      return slowDouble
    }
    let value = Double(mantissa)
    let size = exponent < 0 ? value / Self.power(-exponent) : value * Self.power(exponent)
    return isNegative ? -size : size
  }

  private var slowDouble: Double {
    if let special { return special }
    if digits <= 19, mantissa > 0, -19...0 ~= exponent {
      let size = Self.quotient(mantissa, Self.powers[-exponent])
      return isNegative ? -size : size
    }
    guard let token = unsafe token else { return .nan }
    return unsafe strtod(UnsafeRawPointer(token).assumingMemoryBound(to: CChar.self), nil)
  }

  /// Two whole numbers divided and rounded once.
  private static func quotient(_ number: UInt64, _ divisor: UInt64) -> Double {
    let (shift, divisorShift) = (number.leadingZeroBitCount, divisor.leadingZeroBitCount)
    let high = number << UInt64(shift)
    let (quotient, remainder) = (divisor << UInt64(divisorShift)).dividingFullWidth(
      (high >> 1, high << 63))
    // At least 62 bits, so the last is far below the rounding and can stand for all that follows.
    return Double(
      sign: .plus, exponent: divisorShift - shift - 63,
      significand: Double(quotient | (remainder == 0 ? 0 : 1)))
  }

  /// A power of ten up to 10²², all of which are exact.
  @inline(__always) private static func power(_ exponent: Int) -> Double {
    exponent <= 19
      ? Double(powers[exponent]) : Double(powers[19]) * Double(powers[exponent - 19])
  }

  private static let powers: [UInt64] = (0...19).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
