/// One key of assay.yaml or of a contract, described once.
///
/// Validation, the editor's schema, the file that `init` writes and the reference page are all made
/// from this; nothing about a key is written down a second time.
package struct ConfigurationKey: Sendable {
  /// The key as typed: `smallest-drop`.
  package let name: String
  /// What its value may be.
  package let shape: ConfigurationShape
  /// Whether a file without it is refused.
  package let isRequired: Bool
  /// The value that stands when the file gives none.
  package let fallback: ConfigurationValue?
  /// A value as it could be typed on the line of the key.
  package let example: String
  /// One or two sentences for people.
  package let summary: String

  /// Describes a key.
  package init(
    _ name: String, _ shape: ConfigurationShape, isRequired: Bool = false,
    default fallback: ConfigurationValue? = nil, example: String, _ summary: String
  ) {
    self.name = name
    self.shape = shape
    self.isRequired = isRequired
    self.fallback = fallback
    self.example = example
    self.summary = summary
  }
}
