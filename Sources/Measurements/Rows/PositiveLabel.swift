internal import ADBC
internal import Engines

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

extension PositiveLabel {
  /// The same in SQL: 1 for the positive label, 0 for others, missing for a missing one.
  ///
  /// Texts that are numbers are compared as texts there: who reads the answer compares both.
  func condition(_ label: String, _ type: ArrowType, in dialect: Dialect) -> String {
    let isPositive: String
    if type.isText {
      let names = declared.map { [$0] } ?? Self.truths.sorted()
      let list = names.map { dialect.literal($0) }.joined(separator: ", ")
      isPositive = "\(declared == nil ? "lower(\(label))" : label) in (\(list))"
    } else if type == .boolean {
      isPositive = matches(1) == true ? label : matches(0) == true ? "not \(label)" : "1 = 0"
    } else {
      let number = declared == nil ? 1 : declaredNumber
      isPositive =
        number.map { "cast(\(label) as \(dialect.doubleType)) = \(dialect.literal($0))" } ?? "1 = 0"
    }
    return "case when \(label) is null then null when \(isPositive) then 1 else 0 end"
  }
}
