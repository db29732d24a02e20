/// Where values end: a number, a date or a time, as it was typed.
///
///     ConfigurationBound("12.5")         // a number
///     ConfigurationBound("2026-03-31")   // a date
///     ConfigurationBound("soon")         // nil
package struct ConfigurationBound: Sendable, Hashable {
  /// The text as typed, so that a whole number of any length keeps its digits.
  package let text: String
  /// What it is.
  package let kind: Kind
  /// The value of a number.
  package let number: Double?

  /// Kinds of bounds.
  package enum Kind: Sendable, Hashable {
    case wholeNumber
    case number
    case date
    case time
  }

  /// Reads a bound; nil when the text is none.
  package init?(_ text: String) {
    self.text = text
    if let number = Self.number(text) {
      self.number = number
      let digits = text.drop { $0 == "-" || $0 == "+" }
      kind = digits.allSatisfy(\.isNumber) ? .wholeNumber : .number
      return
    }
    number = nil
    guard CalendarDate(String(text.prefix(10))) != nil else { return nil }
    if text.count == 10 {
      kind = .date
    } else {
      guard Self.isTimeOfDay(text.dropFirst(10)) else { return nil }
      kind = .time
    }
  }

  /// A finite number written in decimal.
  private static func number(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
      let number = Double(text), number.isFinite
    else { return nil }
    return number
  }

  /// `T12:00`, `T12:00:00`, ` 12:00:00.5`, with or without `Z`.
  private static func isTimeOfDay(_ text: Substring) -> Bool {
    guard let first = text.first, first == "T" || first == " " else { return false }
    var rest = text.dropFirst()
    if rest.last == "Z" { rest = rest.dropLast() }
    let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0].count == 2, parts[1].count == 2,
      let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour),
      (0...59).contains(minute)
    else { return false }
    guard parts.count == 3 else { return true }
    guard parts[2].utf8.allSatisfy({ "0123456789.".utf8.contains($0) }),
      let second = Double(parts[2])
    else { return false }
    return second < 60
  }
}
