extension ConfigurationMapping {
  /// The text of a key, nil when not given.
  package func text(_ key: ConfigurationKey) -> String? {
    guard case .text(let text) = self[key.name] else { return nil }
    return text
  }

  /// The text of a key without which validation refuses the file.
  package func required(_ key: ConfigurationKey) -> String {
    guard let text = text(key) else {
      preconditionFailure("“\(key.name)” is read as required text and was not validated as such")
    }
    return text
  }

  /// Whether a key says `true`; false when not given.
  package func flag(_ key: ConfigurationKey) -> Bool {
    self[key.name] == .flag(true)
  }

  /// The number of a key, nil when not given.
  package func number(_ key: ConfigurationKey) -> Double? {
    switch self[key.name] {
    case .number(let number): number
    case .whole(let whole): Double(whole)
    default: nil
    }
  }

  /// The number of a key that has a default.
  package func numberOrDefault(_ key: ConfigurationKey) -> Double {
    guard let number = number(key) else {
      preconditionFailure("“\(key.name)” is read as a number with a default and has none")
    }
    return number
  }

  /// The whole number of a key, nil when not given.
  package func whole(_ key: ConfigurationKey) -> Int? {
    guard case .whole(let whole) = self[key.name] else { return nil }
    return whole
  }

  /// The members of a list of text; empty when not given.
  package func texts(_ key: ConfigurationKey) -> [String] {
    guard case .list(let members) = self[key.name] else { return [] }
    return members.compactMap { member in
      guard case .text(let text) = member else { return nil }
      return text
    }
  }

  /// The members of a list of mappings; empty when not given.
  package func mappings(_ key: ConfigurationKey) -> [ConfigurationMapping] {
    guard case .list(let members) = self[key.name] else { return [] }
    return members.compactMap { member in
      guard case .mapping(let mapping) = member else { return nil }
      return mapping
    }
  }

  /// The mapping of a key; without entries when not given.
  package func mapping(_ key: ConfigurationKey) -> ConfigurationMapping {
    guard case .mapping(let mapping) = self[key.name] else { return ConfigurationMapping() }
    return mapping
  }

  /// The numbers by name of a key; empty when not given.
  package func numbers(_ key: ConfigurationKey) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for entry in mapping(key).entries {
      if case .number(let number) = entry.value { numbers[entry.key] = number }
    }
    return numbers
  }

  /// Fills in the defaults of keys that are not given, down to the last level.
  package func withDefaults(_ keys: [ConfigurationKey]) -> ConfigurationMapping {
    var filled = self
    for key in keys {
      if case .mapping(let inner) = key.shape {
        let mapping = mapping(key).withDefaults(inner)
        if !mapping.entries.isEmpty { filled[key.name] = .mapping(mapping) }
      } else if filled[key.name] == nil {
        filled[key.name] = key.fallback
      }
    }
    return filled
  }
}
