/// A feature that is not used, and why.
package struct DroppedColumn: Sendable, Hashable, Encodable {
  /// The column.
  package let name: String
  /// Why: the end of the sentence "not used, because …".
  package let reason: String

  /// Makes a note.
  package init(name: String, reason: String) {
    self.name = name
    self.reason = reason
  }
}
