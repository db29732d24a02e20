internal import Foundation

/// Numbers with a fraction as they stand beside the ends that they are held against.
enum ShownNumber {
  /// A number with so many digits, or more where it would else look as if it were on the other side
  /// of an end, or on it.
  ///
  /// Digits before the point are all kept. What is no number with a fraction stays as it is.
  ///
  ///     ShownNumber.text("599.85714285714283", apartFrom: [600])   // "599.9"
  ///     ShownNumber.text("599.99714285714283", apartFrom: [600])   // "599.997"
  static func text(
    _ text: String, significant: Int = 4, apartFrom ends: [Double] = []
  ) -> String {
    guard text.contains(where: { $0 == "." || $0 == "e" || $0 == "E" }),
      let value = Double(text), value.isFinite, value != 0
    else { return text }
    // A double has 17 digits: what has more before the point stays as it is.
    let whole = Int(log10(value.magnitude).rounded(.down)) + 1
    for digits in min(max(significant, whole), 17)..<17 {
      let format = "%.\(digits - 1)e"
      guard let rounded = Double(String(format: format, value)) else { return text }
      let isApart = ends.allSatisfy {
        ($0 < value) == ($0 < rounded) && ($0 > value) == ($0 > rounded)
      }
      guard isApart else { continue }
      return rounded == rounded.rounded() && rounded.magnitude < 1e15
        ? "\(Int(rounded))" : "\(rounded)"
    }
    return text
  }

  /// The same of each number in brackets, as several figures stand.
  static func texts(_ text: String, significant: Int = 4, apartFrom ends: [Double] = []) -> String {
    guard text.hasPrefix("["), text.hasSuffix("]") else {
      return self.text(text, significant: significant, apartFrom: ends)
    }
    let parts = text.dropFirst().dropLast().split(separator: ", ").map {
      self.text(String($0), significant: significant, apartFrom: ends)
    }
    return "[\(parts.joined(separator: ", "))]"
  }

  /// The numbers among words.
  static func all(in words: String) -> [Double] {
    words.split { $0 == " " || $0 == "," || $0 == ":" }.compactMap { Double($0) }
  }
}
