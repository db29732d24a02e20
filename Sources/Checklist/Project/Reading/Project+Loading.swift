import Yams

extension Project {
  /// Reads a project file.
  ///
  /// Nothing is opened: a name is only shown in errors, and relative paths stay as typed until
  /// ``DataSet/source(from:)`` is given the directory of the file.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - file: its name, for errors.
  ///   - vocabulary: the metrics and checks that there are.
  /// - Throws: every deviation that was found, by line.
  package static func load(
    bytes: some Collection<UInt8>, file: String, vocabulary: Vocabulary
  ) throws(ProjectErrors) -> Project {
    let given: (values: ConfigurationMapping, places: [String: Place])
    given = try values(bytes: bytes, file: file, vocabulary: vocabulary)
    var project = Project(given.values.withDefaults(keys))
    project.file = file
    project.places = given.places
    let broken = project.brokenRules(vocabulary: vocabulary)
    guard broken.isEmpty else { throw ProjectErrors(broken) }
    return project
  }

  /// Reads a project file from its text.
  package static func load(
    _ text: String, file: String, vocabulary: Vocabulary
  ) throws(ProjectErrors) -> Project {
    try load(bytes: Array(text.utf8), file: file, vocabulary: vocabulary)
  }

  /// The values that a file gives, without defaults, each of the shape that its key describes.
  static func values(
    bytes: some Collection<UInt8>, file: String, vocabulary: Vocabulary
  ) throws(ProjectErrors) -> (values: ConfigurationMapping, places: [String: Place]) {
    let root: Node.Mapping
    do throws(ProjectError) {
      root = try ProjectText(bytes, file: file).root(file: file)
    } catch {
      throw ProjectErrors([error])
    }
    var reader = ConfigurationReader(file: file, vocabulary: vocabulary)
    let values = reader.read(root, keys: keys)
    reader.refuseUndecided(values)
    reader.refuseUnclearModel(values)
    reader.refuseHalfCosts(values)
    reader.refuseUnclearFallback(values)
    guard reader.errors.isEmpty else { throw ProjectErrors(reader.errors) }
    return (values, reader.places)
  }
}
