internal import Foundation

/// Numbers as people read them: thousands separated, no more digits than the interval supports.
package enum NumberText {
  /// A whole number with its thousands separated: `1,234,567`.
  package static func count(_ value: Int) -> String {
    grouped(String(value.magnitude), isNegative: value < 0)
  }

  /// A number with a fixed number of decimals: `1,234.50`, `−0.3`.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "−∞" : "∞" }
    let digits = String(format: "%.\(max(decimals, 0))f", value.magnitude)
    let parts = digits.split(separator: ".", maxSplits: 1)
    let isZero = !digits.contains { $0 != "0" && $0 != "." }
    let whole = grouped(String(parts[0]), isNegative: value < 0 && !isZero)
    return parts.count > 1 ? "\(whole).\(parts[1])" : whole
  }

  /// A number without an interval, with about `significant` digits and no idle zeros: `0.821`,
  /// `12`.
  package static func plain(_ value: Double, significant: Int = 4) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, decimals: 0) }
    if isScientific(value) { return scientific(value) }
    if value == value.rounded() { return fixed(value, decimals: 0) }
    let magnitude = Int(log10(value.magnitude).rounded(.down))
    let text = fixed(value, decimals: max(significant - 1 - magnitude, 0))
    guard text.contains(".") else { return text }
    var trimmed = Substring(text)
    while trimmed.last == "0" { trimmed.removeLast() }
    if trimmed.last == "." { trimmed.removeLast() }
    return String(trimmed)
  }

  /// A share in percent with about three digits: `12.3 %`, `0.04 %`.
  package static func percent(_ share: Double) -> String {
    plain(share * 100, significant: 3) + " %"
  }

  /// Decimals that show two digits of an interval's half-width; nil when the width says nothing.
  package static func decimals(low: Double, high: Double) -> Int? {
    let half = (high - low) / 2
    guard half.isFinite, half > 0 else { return nil }
    return min(max(1 - Int(log10(half).rounded(.down)), 0), 12)
  }

  /// Too large or too small to be read as a plain decimal.
  package static func isScientific(_ value: Double) -> Bool {
    let size = value.magnitude
    return size != 0 && (size >= 1e12 || size < 1e-4)
  }

  /// `1.23 × 10¹⁵`.
  package static func scientific(_ value: Double, decimals: Int = 2) -> String {
    let parts = String(format: "%.\(decimals)e", value).split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]), let mantissa = Double(parts[0]) else {
      return fixed(value, decimals: decimals)
    }
    let raised = String(exponent).compactMap { superscripts[$0] }
    return "\(fixed(mantissa, decimals: decimals)) × 10\(String(raised))"
  }

  private static let superscripts: [Character: Character] = [
    "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
    "8": "⁸", "9": "⁹",
  ]

  private static func grouped(_ digits: String, isNegative: Bool) -> String {
    var output = isNegative ? "−" : ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { output += "," }
      output.append(digit)
    }
    return output
  }
}
