/// A value of assay.yaml or of a contract after validation, without its place in the file.
package indirect enum ConfigurationValue: Sendable, Hashable {
  /// Text as typed.
  case text(String)
  /// `true` or `false`.
  case flag(Bool)
  /// A finite number.
  case number(Double)
  /// A whole number.
  case whole(Int)
  /// Members in their order.
  case list([ConfigurationValue])
  /// Keys with their values.
  case mapping(ConfigurationMapping)
}

/// Keys with their values, in the order of the file.
package struct ConfigurationMapping: Sendable, Hashable {
  /// The entries; no key appears twice.
  package private(set) var entries: [Entry]

  /// A key with its value.
  package struct Entry: Sendable, Hashable {
    /// The key.
    package let key: String
    /// Its value.
    package let value: ConfigurationValue
  }

  /// Makes a mapping without entries.
  package init() {
    entries = []
  }

  /// The value of a key; setting one that is there replaces it in its place.
  package subscript(key: String) -> ConfigurationValue? {
    get {
      entries.first { $0.key == key }?.value
    }
    set {
      let place = entries.firstIndex { $0.key == key }
      switch (place, newValue) {
      case (let place?, let value?): entries[place] = Entry(key: key, value: value)
      case (let place?, nil): entries.remove(at: place)
      case (nil, let value?): entries.append(Entry(key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Adds an entry whose key is known to be new, without looking for it.
  mutating func append(_ key: String, _ value: ConfigurationValue) {
    entries.append(Entry(key: key, value: value))
  }
}
