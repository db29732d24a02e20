/// A value that a field of a section can hold.
protocol FieldValue: Sendable {
  /// What a file may give for it.
  static var shape: ConfigurationShape { get }

  /// Reads a validated value; nil for one of another kind.
  init?(configuration: ConfigurationValue)

  /// The value as it is written; nil for nothing.
  var configuration: ConfigurationValue? { get }
}

extension String: FieldValue {
  static var shape: ConfigurationShape { .text(.words) }

  init?(configuration: ConfigurationValue) {
    guard case .text(let text) = configuration else { return nil }
    self = text
  }

  var configuration: ConfigurationValue? { .text(self) }
}

extension Double: FieldValue {
  static var shape: ConfigurationShape { .number(-Double.infinity...Double.infinity) }

  init?(configuration: ConfigurationValue) {
    switch configuration {
    case .number(let number): self = number
    case .whole(let whole): self = Double(whole)
    default: return nil
    }
  }

  var configuration: ConfigurationValue? { isFinite ? .number(self) : nil }
}

extension Int: FieldValue {
  static var shape: ConfigurationShape { .whole(0...Int.max) }

  init?(configuration: ConfigurationValue) {
    guard case .whole(let whole) = configuration else { return nil }
    self = whole
  }

  var configuration: ConfigurationValue? { .whole(self) }
}

extension ConfigurationDuration: FieldValue {
  static var shape: ConfigurationShape { .text(.duration) }

  init?(configuration: ConfigurationValue) {
    guard case .text(let text) = configuration else { return nil }
    self.init(text)
  }

  var configuration: ConfigurationValue? { .text(text) }
}

extension Optional: FieldValue where Wrapped: FieldValue {
  static var shape: ConfigurationShape { Wrapped.shape }

  init?(configuration: ConfigurationValue) {
    guard let wrapped = Wrapped(configuration: configuration) else { return nil }
    self = .some(wrapped)
  }

  var configuration: ConfigurationValue? { flatMap(\.configuration) }
}

extension Array: FieldValue where Element: FieldValue {
  static var shape: ConfigurationShape { .list(Element.shape) }

  init?(configuration: ConfigurationValue) {
    guard case .list(let members) = configuration else { return nil }
    self = members.compactMap(Element.init(configuration:))
  }

  var configuration: ConfigurationValue? {
    isEmpty ? nil : .list(compactMap(\.configuration))
  }
}

/// One of a few words, with what each means.
package protocol ConfigurationWord: RawRepresentable<String>, CaseIterable, Sendable, Hashable {
  /// What it means, a clause.
  var summary: String { get }
}

extension FieldValue where Self: ConfigurationWord {
  static var shape: ConfigurationShape {
    .choice(allCases.map { ConfigurationShape.Choice($0.rawValue, $0.summary) })
  }

  init?(configuration: ConfigurationValue) {
    guard case .text(let text) = configuration else { return nil }
    self.init(rawValue: text)
  }

  var configuration: ConfigurationValue? { .text(rawValue) }
}
