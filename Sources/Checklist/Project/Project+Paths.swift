extension Project {
  /// Every key's path, such as `columns.target`.
  ///
  /// A check names what it needs by these.
  package static let paths: [String] = keysByPath.map(\.path)

  /// What to add to a project file to give a value it lacks, a clause to follow "to enable this".
  ///
  ///     Project.instruction(for: "columns.timestamp")
  ///     // "add `timestamp: scheduled_departure` under `columns:` in assay.yaml"
  ///
  /// Nil when there is no key of that path.
  package static func instruction(for path: String) -> String? {
    guard let key = keysByPath.first(where: { $0.path == path })?.key else { return nil }
    let line = "add `\(key.name): \(key.example)`"
    guard let dot = path.lastIndex(of: ".") else { return "\(line) to assay.yaml" }
    return "\(line) under `\(path[..<dot]):` in assay.yaml"
  }

  private static let keysByPath = keysByPath(keys, below: "")

  private static func keysByPath(
    _ keys: [ConfigurationKey], below path: String
  ) -> [(path: String, key: ConfigurationKey)] {
    keys.flatMap { key in
      let own = path.isEmpty ? key.name : path + "." + key.name
      switch key.shape {
      case .mapping(let inner): return [(own, key)] + keysByPath(inner, below: own)
      default: return [(own, key)]
      }
    }
  }
}
