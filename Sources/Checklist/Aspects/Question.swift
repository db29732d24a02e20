/// A question that only people can answer.
package struct Question: Sendable, Hashable {
  /// The aspect's id, a dot, the question's own name: `parity.feature-differences`.
  package var id: String
  /// The question.
  package var text: String
  /// What a good answer names.
  package var hint: String
  /// The heading under which its aspect lists it, where an aspect has several: `Fairness`.
  package var group: String?

  /// Makes a question.
  package init(id: String, text: String, hint: String, group: String? = nil) {
    self.id = id
    self.text = text
    self.hint = hint
    self.group = group
  }
}
