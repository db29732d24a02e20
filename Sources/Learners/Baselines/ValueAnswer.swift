/// What a baseline says about test rows of a regression.
package struct ValueAnswer: Sendable {
  /// One value a row, in the target's unit.
  package var values: [Double]
  /// What was learned, a sentence for people.
  package var description: String
  /// Features not used, and why.
  package var dropped: [DroppedColumn] = []

  /// Makes an answer.
  package init(values: [Double], description: String, dropped: [DroppedColumn] = []) {
    self.values = values
    self.description = description
    self.dropped = dropped
  }
}
