/// What a baseline says about test rows of a binary task.
package struct BinaryAnswer: Sendable {
  /// The probability of the positive class, one a row; nil where the baseline gives classes only.
  package var scores: [Double]?
  /// The predicted class of each row.
  package var calls: Calls
  /// What was learned, a sentence for people.
  package var description: String
  /// Features not used, and why.
  package var dropped: [DroppedColumn] = []

  /// Predicted classes.
  package enum Calls: Sendable {
    /// One class a row.
    case certain([Bool])
    /// The positive class with this probability, drawn anew for each row.
    case drawn(probability: Double)
  }

  /// Makes an answer.
  package init(
    scores: [Double]?, calls: Calls, description: String, dropped: [DroppedColumn] = []
  ) {
    self.scores = scores
    self.calls = calls
    self.description = description
    self.dropped = dropped
  }
}
