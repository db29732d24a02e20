/// A person's answer to a question of the checklist.
package struct Answer: Sendable, Hashable {
  /// The answer, one line or more.
  package var text: String
  /// Who answered.
  package var by: String?
  /// A link to what supports it.
  package var evidence: String?

  /// Makes an answer.
  package init(text: String, by: String?, evidence: String?) {
    self.text = text
    self.by = by
    self.evidence = evidence
  }
}
