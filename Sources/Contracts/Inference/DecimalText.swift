internal import Foundation

/// Numbers with few digits, rounded away from the values that they shall enclose.
enum DecimalText {
  /// The number with so many digits, not below it (or not above it), as text that reads back so.
  ///
  ///     DecimalText.outward(1413.2371, isUp: true)    // "1414"
  ///     DecimalText.outward(0.30000001, isUp: false)  // "0.3"
  static func outward(_ value: Double, isUp: Bool, digits: Int = 4) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    var exponent = Int(log10(value.magnitude).rounded(.down)) - digits + 1
    // The nearest text, then one step outward where it lies on the wrong side.
    var mantissa = Int((value / pow(10, Double(exponent))).rounded())
    for _ in 0..<2 {
      guard let read = Double("\(mantissa)e\(exponent)"), isUp ? read < value : read > value else {
        break
      }
      mantissa += isUp ? 1 : -1
    }
    while mantissa != 0, mantissa % 10 == 0 {
      mantissa /= 10
      exponent += 1
    }
    return plain(mantissa, exponent)
  }

  /// `mantissa · 10^exponent` without an exponent where that is readable.
  private static func plain(_ mantissa: Int, _ exponent: Int) -> String {
    let sign = mantissa < 0 ? "-" : ""
    let digits = String(mantissa.magnitude)
    guard (-12...15).contains(exponent) else { return "\(mantissa)e\(exponent)" }
    if exponent >= 0 {
      return mantissa == 0 ? "0" : sign + digits + String(repeating: "0", count: exponent)
    }
    let padded = String(repeating: "0", count: max(0, -exponent - digits.count + 1)) + digits
    return sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
  }
}
