internal import Foundation

/// A value of a file whose keys are described elsewhere, as one that another tool wrote, with the
/// place where it stands.
///
/// Nothing is told from a scalar's look: what `1.10` or `no` means is known to those who know the
/// key.
package struct PlacedValue: Sendable {
  /// Where it starts.
  package let place: Place
  /// What it is.
  package let content: Content

  /// What a value may be.
  package indirect enum Content: Sendable {
    case nothing
    /// Text in quotes.
    case quoted(String)
    /// A number, a truth value, or text without quotes.
    case plain(String)
    case list([PlacedValue])
    case mapping([Entry])
  }

  /// A key with its value.
  package struct Entry: Sendable {
    package let key: String
    /// Where the key starts.
    package let place: Place
    package let value: PlacedValue

    /// Makes an entry.
    package init(key: String, place: Place, value: PlacedValue) {
      self.key = key
      self.place = place
      self.value = value
    }
  }

  /// Makes a value.
  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }
}

extension PlacedValue {
  /// The entries of a mapping; nil for anything else.
  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The members of a list; nil for anything else.
  package var members: [PlacedValue]? {
    if case .list(let members) = content { members } else { nil }
  }

  /// The value of a key, where this is a mapping that has it.
  package subscript(key: String) -> PlacedValue? {
    entries?.first { $0.key == key }?.value
  }

  /// Whether it says nothing.
  package var isNothing: Bool {
    if case .nothing = content { true } else { false }
  }

  /// The text of a scalar.
  package var text: String? {
    switch content {
    case .quoted(let text), .plain(let text): text
    default: nil
    }
  }

  /// A finite number that is written without quotes.
  package var number: Double? {
    guard case .plain(let text) = content, let bound = ConfigurationBound(text) else { return nil }
    return bound.number
  }

  /// A whole number that is written without quotes, also as `2.0`.
  package var whole: Int? {
    number.flatMap { Int(exactly: $0) }
  }

  /// A truth value that is written without quotes.
  package var flag: Bool? {
    guard case .plain(let text) = content else { return nil }
    return Bool(text.lowercased())
  }

  /// The texts of a list of scalars, or of one scalar; members that say nothing are left out.
  package var texts: [String]? {
    if let text { return [text] }
    guard let members else { return nil }
    var texts: [String] = []
    for member in members where !member.isNothing {
      guard let text = member.text else { return nil }
      texts.append(text)
    }
    return texts
  }
}
