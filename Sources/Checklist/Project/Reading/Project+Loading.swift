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
    let root = try root(bytes: bytes, file: file)
    let (values, reader) = read(root, file: file, vocabulary: vocabulary)
    guard reader.errors.isEmpty else {
      throw ProjectErrors(
        reader.errors + brokenRules(of: values, reader, root, vocabulary: vocabulary))
    }
    let project = made(of: values, reader)
    let broken = project.brokenRules(vocabulary: vocabulary)
    guard broken.isEmpty else { throw ProjectErrors(broken) }
    return project
  }

  private static func made(
    of values: ConfigurationMapping, _ reader: ConfigurationReader
  ) -> Project {
    var project = Project(values.withDefaults(keys))
    project.file = reader.file
    project.places = reader.places
    return project
  }

  /// Sections of which what is right can be read though something in them is wrong.
  private static let divisible: Set<String> = [
    Key.metrics.name, Key.baseline.name, Key.fairness.name, Key.privacy.name, Key.answers.name,
    Key.report.name,
  ]

  /// What else contradicts itself in a file with values that cannot be read, so that one reading
  /// tells all: nothing where such a value may be the reason.
  private static func brokenRules(
    of values: ConfigurationMapping, _ reader: ConfigurationReader, _ root: Node.Mapping,
    vocabulary: Vocabulary
  ) -> [ProjectError] {
    let sections = root.compactMap { key, _ -> (name: String, place: Place)? in
      guard case .scalar(let scalar) = key else { return nil }
      return (scalar.string, key.place)
    }
    func section(_ error: ProjectError) -> String? {
      let place = Place(line: error.line, column: error.column)
      // Sections stand in the file's order, and a hostile file has as many of them as errors.
      var (next, end) = (0, sections.count)
      while next < end {
        let middle = (next + end) / 2
        if place < sections[middle].place { end = middle } else { next = middle + 1 }
      }
      return next > 0 ? sections[next - 1].name : nil
    }
    let known = Set(keys.map(\.name))
    let spoiled = Set(reader.errors.compactMap(section)).intersection(known)
    guard spoiled.isSubset(of: divisible),
      keys.allSatisfy({ !$0.isRequired || values[$0.name] != nil })
    else { return [] }
    return made(of: values, reader).brokenRules(vocabulary: vocabulary)
      .filter { error in section(error).map { !spoiled.contains($0) } ?? false }
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
    let root = try root(bytes: bytes, file: file)
    let (values, reader) = read(root, file: file, vocabulary: vocabulary)
    guard reader.errors.isEmpty else { throw ProjectErrors(reader.errors) }
    return (values, reader.places)
  }

  private static func root(
    bytes: some Collection<UInt8>, file: String
  ) throws(ProjectErrors) -> Node.Mapping {
    do throws(ProjectError) {
      return try ProjectText(bytes, file: file).root(file: file)
    } catch {
      throw ProjectErrors([error])
    }
  }

  /// What can be read, and what cannot.
  private static func read(
    _ root: Node.Mapping, file: String, vocabulary: Vocabulary
  ) -> (values: ConfigurationMapping, reader: ConfigurationReader) {
    var reader = ConfigurationReader(file: file, vocabulary: vocabulary)
    let values = reader.read(root, keys: keys)
    reader.refuseUndecided(values)
    reader.refuseUnclearModel(values)
    reader.refuseHalfCosts(values)
    reader.refuseUnclearFallback(values)
    return (values, reader)
  }
}
