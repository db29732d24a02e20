internal import Checklist

/// The entries of a mapping, each to be asked for; what nobody asked for is told in the end, so
/// that no key is passed over in silence.
struct SourceMapping {
  let path: String
  let place: Place
  private let entries: [PlacedValue.Entry]
  private var asked: Set<String> = []

  /// Nil for what is no mapping.
  init?(_ value: PlacedValue?, path: String) {
    guard let value, let entries = value.entries else { return nil }
    self.path = path
    place = value.place
    self.entries = entries
  }

  /// A value; nil when it is not given or says nothing.
  mutating func take(_ key: String) -> PlacedValue? {
    asked.insert(key)
    return entries.first { $0.key == key && !$0.value.isNothing }?.value
  }

  /// The values of a key that may stand several times.
  mutating func takeAll(_ key: String) -> [PlacedValue] {
    asked.insert(key)
    return entries.filter { $0.key == key && !$0.value.isNothing }.map(\.value)
  }

  /// Passes over keys that are no rules.
  mutating func skip(_ keys: String...) {
    asked.formUnion(keys)
  }

  /// The path of a value below.
  func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// Where a key stands.
  func place(_ key: String) -> Place { entries.first { $0.key == key }?.place ?? place }

  /// What was not asked for and says something.
  var rest: [PlacedValue.Entry] {
    entries.filter { !asked.contains($0.key) && !$0.value.isNothing }
  }

  /// All entries that say something, as asked for.
  mutating func takeRest() -> [PlacedValue.Entry] {
    let rest = rest
    asked.formUnion(rest.map(\.key))
    return rest
  }

  /// What was not asked for, a clause; nil when there is nothing.
  var unknown: String? {
    let names = rest.map { "`\($0.key.shortened)`" }
    return names.isEmpty ? nil : "\(names.joined(separator: ", ")) cannot be carried over"
  }
}

extension SourceMapping {
  /// The text of a key.
  mutating func text(_ key: String) throws(NotCarried) -> String? {
    guard let value = take(key) else { return nil }
    guard let text = value.text else { throw NotCarried("`\(key)` is no text") }
    return text
  }

  /// The text of a key without which nothing is said.
  mutating func requiredText(_ key: String) throws(NotCarried) -> String {
    guard let text = try text(key) else { throw NotCarried("`\(key)` is not given") }
    return text
  }

  /// The texts of a key without which nothing is said.
  mutating func requiredTexts(_ key: String) throws(NotCarried) -> [String] {
    guard let value = take(key) else { throw NotCarried("`\(key)` is not given") }
    guard let texts = value.texts else { throw NotCarried("`\(key)` is no list of values") }
    guard !texts.isEmpty else { throw NotCarried("`\(key)` is empty") }
    return texts
  }

  mutating func flag(_ key: String) -> Bool {
    take(key)?.flag ?? false
  }

  mutating func number(_ key: String) throws(NotCarried) -> Double? {
    guard let value = take(key) else { return nil }
    guard let number = value.number else { throw NotCarried("`\(key)` is no number") }
    return number
  }

  mutating func whole(_ key: String) throws(NotCarried) -> Int? {
    guard let value = take(key) else { return nil }
    guard let whole = value.whole else { throw NotCarried("`\(key)` is no whole number") }
    return whole
  }

  /// Where values end, as typed.
  mutating func bound(_ key: String) throws(NotCarried) -> String? {
    guard let value = take(key) else { return nil }
    guard let text = value.text else {
      throw NotCarried("`\(key)` is no value but \(value.entries == nil ? "a list" : "a mapping")")
    }
    guard ConfigurationBound(text) != nil else {
      throw NotCarried("`\(key)` is “\(text.shortened)”, which is no number, date or time")
    }
    return text
  }
}
