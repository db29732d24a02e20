/// Which label is the positive one: one rule for everything that reads labels.
///
/// A declared label is found by value: 1, 1.0 and true are one label. Without a declaration only
/// labels whose names say it are placed: 1 of 0 and 1 (or of −1 and 1), true, yes, positive and
/// their initials. Of 1 and 2 or of red and blue nobody can tell, and nobody guesses.
struct PositiveLabel: Sendable, Hashable {
  private let declared: String?
  private let declaredNumber: Double?

  private static let truths: Set<String> = ["1", "true", "yes", "t", "y", "positive"]
  private static let lies: Set<String> = ["0", "-1", "false", "no", "f", "n", "negative"]

  /// - Parameter declared: the positive label as the person wrote it; nil when nobody did.
  init(_ declared: String?) {
    self.declared = declared
    declaredNumber = declared.flatMap { text in
      switch text.lowercased() {
      case "true": 1
      case "false": 0
      default: Double(text)
      }
    }
  }

  /// Whether a number, or a truth as 1 and 0, is the positive label; nil when nothing says.
  func matches(_ number: Double) -> Bool? {
    guard declared == nil else { return number == declaredNumber }
    return number == 1 ? true : number == 0 || number == -1 ? false : nil
  }

  /// Whether a text is the positive label; nil when nothing says.
  func matches(_ text: String) -> Bool? {
    if let declared {
      return text == declared || (declaredNumber.map { $0 == Double(text) } ?? false)
    }
    let lower = text.lowercased()
    return Self.truths.contains(lower) ? true : Self.lies.contains(lower) ? false : nil
  }
}
