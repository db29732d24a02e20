import Yams

/// Holds a parsed file against the description of its keys, and collects every deviation.
struct ConfigurationReader {
  let file: String
  let vocabulary: Vocabulary
  /// Where keys are in the whole format, to say where a misplaced one belongs.
  let paths: [String]
  private(set) var errors: [ProjectError] = []
  /// The place of each value that was given, by its path.
  private(set) var places: [String: Place] = [:]

  init(file: String, vocabulary: Vocabulary, paths: [String] = Project.paths) {
    self.file = file
    self.paths = paths
    self.vocabulary = vocabulary
  }

  /// Reads the whole file.
  mutating func read(_ root: Node.Mapping, keys: [ConfigurationKey]) -> ConfigurationMapping {
    mapping(root, keys: keys, path: "", owner: Place(line: 1, column: 1))
  }

  mutating func refuse(_ message: String, at place: Place, remedy: String? = nil) {
    errors.append(
      ProjectError(
        message: message, file: file, line: place.line, column: place.column, remedy: remedy))
  }

  /// Reads a value; nil when none is given or it was refused.
  mutating func value(
    _ node: Node, as shape: ConfigurationShape, path: String, place: Place
  ) -> ConfigurationValue? {
    if node.isAbsent { return nil }
    if let tag = node.foreignTag {
      refuse("“!\(tag.shortened)” is a tag, and tags are not read", at: place, remedy: "remove it")
      return nil
    }
    switch (shape, node) {
    case (.mapping(let keys), .mapping(let mapping)):
      return .mapping(self.mapping(mapping, keys: keys, path: path, owner: place))
    case (.either(_, orMapping: let keys), .mapping(let mapping)):
      return .mapping(self.mapping(mapping, keys: keys, path: path, owner: place))
    case (.either(let short, _), .scalar):
      return value(node, as: short, path: path, place: place)
    case (.either(.list(let member), _), .sequence(let sequence)):
      return list(sequence, member: member, path: path)
    case (.entries(let kind, let member), .mapping(let mapping)):
      return entries(mapping, kind: kind, member: member, path: path)
    case (.list(let member), .sequence(let sequence)):
      return list(sequence, member: member, path: path)
    case (.list(let member), .scalar) where !member.isMapping:
      return value(node, as: member, path: path, place: place).map { .list([$0]) }
    case (_, .scalar(let scalar)):
      return self.scalar(scalar, as: shape, path: path, place: place)
    default:
      refuse(
        "“\(path.shortened)” must be \(shape.expectation), not \(node.kindName)", at: place,
        remedy: Self.remedy(node, shape))
      return nil
    }
  }

  /// What to do about a list in the place of a mapping, or the reverse.
  private static func remedy(_ node: Node, _ shape: ConfigurationShape) -> String? {
    switch (shape, node) {
    case (.list(.mapping), .mapping): "begin it with “- ”, or put it in brackets: [{…}]"
    case (.entries(let kind, _), .sequence): "write “\(kind.noun.uppercased()): …” without “- ”"
    case (.mapping, .sequence), (.either(_, orMapping: _), .sequence):
      "write “key: value” without “- ”"
    default: nil
    }
  }

  private mutating func list(
    _ sequence: Node.Sequence, member: ConfigurationShape, path: String
  ) -> ConfigurationValue {
    var members: [ConfigurationValue] = []
    for (index, node) in sequence.enumerated() {
      let memberPath = "\(path)[\(index)]"
      let place = node.place
      places[memberPath] = place
      if node.isAbsent {
        refuse("“\(memberPath)” is empty", at: place, remedy: "give a value or remove it")
      } else if let value = value(node, as: member, path: memberPath, place: place) {
        members.append(value)
      }
    }
    return .list(members)
  }

  private mutating func entries(
    _ mapping: Node.Mapping, kind: ConfigurationShape.NameKind, member: ConfigurationShape,
    path: String
  ) -> ConfigurationValue {
    var read = ConfigurationMapping()
    let known = vocabulary.names(of: kind)
    for (keyNode, node) in mapping {
      guard let name = self.name(keyNode, in: path) else { continue }
      if let known, !known.contains(name) {
        refuseUnknown(kind, name, among: known, at: keyNode.place)
        continue
      }
      let entryPath = path + "." + name
      let place = node.isAbsent ? keyNode.place : node.place
      places[entryPath] = place
      if let value = value(node, as: member, path: entryPath, place: place) {
        read.append(name, value)
      }
    }
    return .mapping(read)
  }

  private mutating func mapping(
    _ mapping: Node.Mapping, keys: [ConfigurationKey], path: String, owner: Place
  ) -> ConfigurationMapping {
    var read = ConfigurationMapping()
    var seen: Set<String> = []
    for (keyNode, node) in mapping {
      guard let name = self.name(keyNode, in: path) else { continue }
      guard let key = keys.first(where: { $0.name == name }) else {
        refuseUnknownKey(name, among: keys, path: path, at: keyNode.place)
        continue
      }
      let keyPath = path.isEmpty ? name : path + "." + name
      let place = node.isAbsent ? keyNode.place : node.place
      places[keyPath] = place
      if node.isAbsent {
        if key.isRequired {
          seen.insert(name)
          refuse(
            "“\(keyPath)” has no value", at: place,
            remedy: "write for example `\(key.name): \(key.example)`")
        }
        continue
      }
      seen.insert(name)
      if let value = value(node, as: key.shape, path: keyPath, place: place) {
        read.append(name, value)
      }
    }
    for key in keys where key.isRequired && !seen.contains(key.name) {
      refuse(
        path.isEmpty
          ? "“\(key.name)” is missing" : "“\(path.shortened)” lacks “\(key.name)”",
        at: owner, remedy: "add for example `\(key.name): \(key.example)`")
    }
    return read
  }

  private mutating func name(_ node: Node, in path: String) -> String? {
    guard case .scalar(let scalar) = node, node.foreignTag == nil else {
      refuse(
        "a key \(path.isEmpty ? "" : "of “\(path.shortened)” ")must be text, not \(node.kindName)",
        at: node.place)
      return nil
    }
    guard !scalar.string.isEmpty else {
      refuse("a key is empty", at: node.place, remedy: "name it or remove the line")
      return nil
    }
    return scalar.string
  }
}
