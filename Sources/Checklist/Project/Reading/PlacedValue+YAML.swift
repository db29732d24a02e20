import Yams

extension PlacedValue {
  /// Reads a YAML file that is one mapping.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - file: its name, for errors.
  ///   - start: what to do when there is nothing in it, a clause.
  /// - Throws: the first thing that cannot be read, with its place.
  package init(
    yaml bytes: some Collection<UInt8>, file: String, start: String
  ) throws(ProjectError) {
    let root = try ProjectText(bytes, file: file).root(file: file, start: start)
    self = try Self.value(.mapping(root), file: file)
  }

  private static func value(_ node: Node, file: String) throws(ProjectError) -> PlacedValue {
    if node.isAbsent { return PlacedValue(.nothing, at: node.place) }
    if let tag = node.foreignTag {
      throw ProjectError(
        message: "“!\(tag.shortened)” is a tag, and tags are not read", file: file,
        line: node.place.line, column: node.place.column, remedy: "remove it")
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain
      return PlacedValue(isPlain ? .plain(scalar.string) : .quoted(scalar.string), at: node.place)
    case .sequence(let sequence):
      var members: [PlacedValue] = []
      for member in sequence { members.append(try value(member, file: file)) }
      return PlacedValue(.list(members), at: node.place)
    case .mapping(let mapping):
      var entries: [Entry] = []
      for (key, member) in mapping {
        guard let name = key.scalar?.string else {
          throw ProjectError(
            message: "a key is no single value", file: file, line: key.place.line,
            column: key.place.column, remedy: "write a word")
        }
        entries.append(Entry(key: name, place: key.place, value: try value(member, file: file)))
      }
      return PlacedValue(.mapping(entries), at: node.place)
    case .alias:
      return PlacedValue(.nothing, at: node.place)
    }
  }
}
