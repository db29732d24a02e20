import Yams

/// A file whose keys are described, read and held against the description.
package struct ConfigurationFile: Sendable {
  /// The values that the file gives, without defaults, each of the shape that its key describes.
  package let values: ConfigurationMapping
  /// Where each given value stands, by its path.
  package let places: [String: Place]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - file: its name, for errors.
  ///   - keys: the description of its keys.
  ///   - start: what to do when there is nothing in it, a clause for the remedy of an error.
  ///   - mostBytes: how many bytes it may have; nil for those of a project file.
  /// - Throws: every deviation that was found, by line.
  package init(
    bytes: some Collection<UInt8>, file: String, keys: [ConfigurationKey], start: String,
    mostBytes: Int? = nil
  ) throws(ProjectErrors) {
    let root: Node.Mapping
    do throws(ProjectError) {
      root = try ProjectText(bytes, file: file, mostBytes: mostBytes ?? ProjectText.mostBytes)
        .root(file: file, start: start)
    } catch {
      throw ProjectErrors([error])
    }
    var reader = ConfigurationReader(
      file: file, vocabulary: Vocabulary(metrics: [], checks: []),
      paths: ConfigurationKey.paths(of: keys))
    values = reader.read(root, keys: keys)
    guard reader.errors.isEmpty else { throw ProjectErrors(reader.errors) }
    places = reader.places
  }
}

extension ConfigurationKey {
  /// Every key's path among some keys; a capital word stands for a name of one's own:
  /// `columns.COLUMN.range.min`.
  fileprivate static func paths(of keys: [ConfigurationKey], below path: String = "") -> [String] {
    keys.flatMap { key in
      let own = path.isEmpty ? key.name : path + "." + key.name
      return [own] + paths(in: key.shape, below: own)
    }
  }

  private static func paths(in shape: ConfigurationShape, below path: String) -> [String] {
    switch shape {
    case .mapping(let keys), .either(_, orMapping: let keys), .list(.mapping(let keys)):
      paths(of: keys, below: path)
    case .entries(let kind, let member):
      paths(in: member, below: path + "." + kind.noun.uppercased())
    default: []
    }
  }
}
