extension ConfigurationValue {
  /// The value as text that is equal exactly for equal meanings: keys in alphabetical order, every
  /// text with its length, so that no two values read alike.
  package var canonical: String {
    switch self {
    case .text(let text): "\(text.utf8.count):\(text)"
    case .flag(let flag): "\(flag)"
    case .number(let number): "\(number)"
    case .whole(let number): "\(Double(number))"
    case .list(let members): "[" + members.map(\.canonical).joined(separator: ",") + "]"
    case .mapping(let mapping):
      "{"
        + mapping.entries.sorted { $0.key < $1.key }.map {
          "\($0.key.utf8.count):\($0.key)=\($0.value.canonical)"
        }.joined(separator: ",") + "}"
    }
  }
}

extension ConfigurationMapping {
  /// The canonical text of every setting, by its path of at most two keys: `metrics.window`.
  package var settings: [String: String] {
    var settings: [String: String] = [:]
    for section in entries {
      guard case .mapping(let members) = section.value else {
        settings[section.key] = section.value.canonical
        continue
      }
      for member in members.entries {
        settings["\(section.key).\(member.key)"] = member.value.canonical
      }
    }
    return settings
  }
}
