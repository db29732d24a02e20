extension ConfigurationShape {
  /// Whether a value that did not come from a file could stand in one.
  package func accepts(_ value: ConfigurationValue) -> Bool {
    switch (self, value) {
    case (.text(let form), .text(let text)): form.accepts(text)
    case (.name, .text(let text)): !text.isEmpty
    case (.flag, .flag): true
    case (.choice(let choices), .text(let text)):
      choices.contains { $0.value == text && $0.refusal == nil }
    case (.number(let range), .number(let number)): range.contains(number)
    case (.number(let range), .whole(let whole)): range.contains(Double(whole))
    case (.whole(let range), .whole(let whole)): range.contains(whole)
    case (.list(let member), .list(let members)): members.allSatisfy(member.accepts)
    case (.mapping(let keys), .mapping(let mapping)):
      mapping.entries.allSatisfy { entry in
        keys.contains { $0.name == entry.key && $0.shape.accepts(entry.value) }
      }
    case (.entries(_, let member), .mapping(let mapping)):
      mapping.entries.allSatisfy { !$0.key.isEmpty && member.accepts($0.value) }
    case (.either(let short, orMapping: let keys), _):
      short.accepts(value) || ConfigurationShape.mapping(keys).accepts(value)
    default: false
    }
  }
}
