/// What the person gave cannot be compared: one sentence that says what and what to do.
package struct StudyRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// Makes a refusal.
  package init(_ description: String) { self.description = description }
}
