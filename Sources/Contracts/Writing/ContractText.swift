internal import Checklist

/// Rules as they stand in a contract file.
enum ContractText {
  /// The value of a rule after its key: the short form where nothing else is said, else a mapping
  /// on one line.
  static func value(_ kind: any Constraint.Type, _ value: ConfigurationMapping) -> String {
    switch kind.shortForm {
    case .flag where value.entries.isEmpty: "true"
    case .value(let key) where key.isEntries || value.entries.count == 1:
      value[key.name].map { $0.asMapping.map(flow) ?? YAMLText.flow($0) } ?? flow(value)
    default: flow(value)
    }
  }

  /// A mapping on one line; bounds are numbers and stand without quotes.
  static func flow(_ mapping: ConfigurationMapping) -> String {
    let entries = mapping.entries.map { entry in
      if case .text(let text) = entry.value, ConfigurationBound(text) != nil,
        bounds.contains(entry.key)
      {
        return "\(entry.key): \(text)"
      }
      let value = entry.value.asMapping.map(flow) ?? YAMLText.flow(entry.value)
      return "\(YAMLText.scalar(entry.key)): \(value)"
    }
    return "{\(entries.joined(separator: ", "))}"
  }

  private static let bounds = [Bounds.min, Bounds.max, Bounds.above, Bounds.below].map(\.name)
}

extension ConfigurationValue {
  /// The mapping that it is; nil for anything else.
  fileprivate var asMapping: ConfigurationMapping? {
    if case .mapping(let mapping) = self { mapping } else { nil }
  }
}
