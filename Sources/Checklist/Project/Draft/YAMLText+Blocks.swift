extension YAMLText {
  /// A mapping over as many lines as it needs: mappings and lists of them indented, all else on the
  /// line of its key.
  package static func block(_ mapping: ConfigurationMapping, indent: String = "") -> [String] {
    mapping.entries.flatMap { entry -> [String] in
      let key = "\(indent)\(scalar(entry.key)):"
      switch entry.value {
      case .mapping(let inner) where !inner.entries.isEmpty:
        return [key] + block(inner, indent: indent + "  ")
      case .list(let members) where members.contains(where: \.isMapping):
        return [key] + members.flatMap { item($0, indent: indent + "  ") }
      default: return ["\(key) \(flow(entry.value))"]
      }
    }
  }

  /// A member of a list: its first key on the line of the hyphen.
  private static func item(_ value: ConfigurationValue, indent: String) -> [String] {
    guard case .mapping(let mapping) = value, !mapping.entries.isEmpty else {
      return ["\(indent)- \(flow(value))"]
    }
    let lines = block(mapping, indent: indent + "  ")
    return ["\(indent)- \(lines[0].dropFirst(indent.count + 2))"] + lines.dropFirst()
  }
}

extension ConfigurationValue {
  fileprivate var isMapping: Bool {
    if case .mapping = self { return true }
    return false
  }
}
