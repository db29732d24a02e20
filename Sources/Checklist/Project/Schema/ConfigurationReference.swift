/// The reference page of assay.yaml, made from the description of its keys.
package enum ConfigurationReference {
  /// The page as Markdown, ending in a newline.
  package static var markdown: String {
    ([introduction] + Project.keys.map { section($0, path: "", depth: 2) })
      .joined(separator: "\n\n") + "\n"
  }

  /// Keys with their meaning, one line each.
  package static func list(of keys: [ConfigurationKey]) -> String { list(keys) }

  private static let introduction = """
    # assay.yaml

    What a team declares about its model. `assay init` writes the file from the data, `assay assess`
    reads it. An unknown key, a value of the wrong kind and a contradiction between two values are
    each refused with file, line and column. A key without a value counts as not given.

    This page is made from the description of the keys that also validates the file, writes it and
    makes the schema for editors (`assay schema`).
    """

  private static func section(_ key: ConfigurationKey, path: String, depth: Int) -> String {
    let own = path.isEmpty ? key.name : path + "." + key.name
    var parts = ["\(String(repeating: "#", count: depth)) \(own)", key.summary]
    if key.isRequired { parts.append("Required.") }
    switch key.shape {
    case .mapping(let keys):
      parts.append(list(keys))
      parts += nested(keys, path: own)
    case .either(_, orMapping: let keys), .list(.mapping(let keys)),
      .entries(_, .either(_, orMapping: let keys)), .entries(_, .mapping(let keys)):
      parts.append("\(sentence(key.shape)) Keys of the mapping:")
      parts.append(list(keys))
    default: parts.append(sentence(key.shape))
    }
    parts.append("```yaml\n\(key.name): \(key.example)\n```")
    return parts.joined(separator: "\n\n")
  }

  /// The sections below a key; keys that hold the same kind of mapping share the first one's.
  private static func nested(_ keys: [ConfigurationKey], path: String) -> [String] {
    var seen: Set<[String]> = []
    return keys.filter(\.isNested).compactMap { key in
      let members = key.members.map(\.name)
      return seen.insert(members).inserted ? section(key, path: path, depth: 3) : nil
    }
  }

  private static func list(_ keys: [ConfigurationKey]) -> String {
    keys.map(line).joined(separator: "\n")
  }

  private static func line(_ key: ConfigurationKey) -> String {
    var text = "- `\(key.name)`: \(key.summary)"
    switch key.shape {
    case .choice(let choices):
      let words = choices.filter { $0.refusal == nil }.map { "`\($0.value)` (\($0.summary))" }
      text += " One of \(words.joined(separator: ", "))."
    default: text += " \(sentence(key.shape))"
    }
    if key.isRequired { text += " Required." }
    if let fallback = key.fallback { text += " Default: `\(YAMLText.flow(fallback))`." }
    return text + " Example: `\(key.example)`."
  }

  private static func sentence(_ shape: ConfigurationShape) -> String {
    let words = shape.expectation
    return words.prefix(1).uppercased() + words.dropFirst() + "."
  }
}

extension ConfigurationKey {
  fileprivate var isNested: Bool {
    switch shape {
    case .mapping, .either: true
    case .entries(_, let member): member.isMapping
    default: false
    }
  }

  /// The keys of its mapping, however it is reached.
  fileprivate var members: [ConfigurationKey] {
    switch shape {
    case .mapping(let keys), .either(_, orMapping: let keys), .entries(_, .mapping(let keys)): keys
    default: []
    }
  }
}
