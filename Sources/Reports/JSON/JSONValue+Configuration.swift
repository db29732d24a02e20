package import Checklist

extension JSONValue {
  /// A value of a configuration file as it would stand in a JSON one.
  package init(_ value: ConfigurationValue) {
    switch value {
    case .text(let text): self = .string(text)
    case .flag(let flag): self = .bool(flag)
    case .number(let number): self = JSONValue(number)
    case .whole(let whole): self = .integer(whole)
    case .list(let members): self = .array(members.map { JSONValue($0) })
    case .mapping(let mapping): self = JSONValue(mapping)
    }
  }

  /// Keys with their values, in their order.
  package init(_ mapping: ConfigurationMapping) {
    self = .object(mapping.entries.map { ($0.key, JSONValue($0.value)) })
  }
}
