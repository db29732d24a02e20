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
  /// - Throws: every deviation that was found, by line.
  package init(
    bytes: some Collection<UInt8>, file: String, keys: [ConfigurationKey], start: String
  ) throws(ProjectErrors) {
    let root: Node.Mapping
    do throws(ProjectError) {
      root = try ProjectText(bytes, file: file).root(file: file, start: start)
    } catch {
      throw ProjectErrors([error])
    }
    var reader = ConfigurationReader(
      file: file, vocabulary: Vocabulary(metrics: [], checks: []), paths: [])
    values = reader.read(root, keys: keys)
    guard reader.errors.isEmpty else { throw ProjectErrors(reader.errors) }
    places = reader.places
  }
}
