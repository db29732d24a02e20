#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Numbers inside the sentences that a baseline says about itself.
enum Wording {
  /// Four significant digits, without an exponent in everyday magnitudes.
  static func number(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    guard value.isFinite else { return "\(value)" }
    let exponent = Int(log10(value.magnitude).rounded(.down))
    guard (-4...8).contains(exponent) else {
      let power = pow(10.0, Double(exponent))
      // Subnormal numbers have no power of ten to divide by.
      guard power > 0, power.isFinite else { return "\(value)" }
      return "\((value / power * 100).rounded() / 100)e\(exponent)"
    }
    let scale = pow(10.0, Double(3 - min(exponent, 3)))
    let rounded = (value * scale).rounded() / scale
    return Int64(exactly: rounded).map(String.init) ?? "\(rounded)"
  }

  /// A share as per cent, one digit.
  static func percent(_ share: Double) -> String {
    let rounded = (share * 1_000).rounded() / 10
    return (Int64(exactly: rounded).map(String.init) ?? "\(rounded)") + " %"
  }

  /// Why no feature is left.
  static func noFeature(_ dropped: [DroppedColumn]) -> String {
    guard let first = dropped.first else { return "no feature is named" }
    return "no feature tells training rows apart"
      + " (\(first.name): \(first.reason)"
      + (dropped.count > 1 ? "; \(dropped.count - 1) more)" : ")")
  }
}
