/// What a baseline says about test rows of a task with any number of classes.
package struct ClassAnswer: Sendable {
  /// The probabilities of the classes, row after row; nil where the baseline gives classes only.
  package var probabilities: [[Double]]?
  /// The predicted class of each row.
  package var calls: Calls
  /// What was learned, a sentence for people.
  package var description: String
  /// Features not used, and why.
  package var dropped: [DroppedColumn] = []

  /// Predicted classes.
  package enum Calls: Sendable {
    /// One class a row.
    case certain([Int])
    /// Each class with its probability, drawn anew for each row.
    case drawn([Double])
  }

  /// Makes an answer.
  package init(
    probabilities: [[Double]]?, calls: Calls, description: String, dropped: [DroppedColumn] = []
  ) {
    self.probabilities = probabilities
    self.calls = calls
    self.description = description
    self.dropped = dropped
  }

  /// Makes an answer that calls each row its likeliest class; of equal ones the first.
  package init(
    probabilities: [[Double]], description: String, dropped: [DroppedColumn] = []
  ) {
    self.init(
      probabilities: probabilities, calls: .certain(probabilities.map(Self.likeliest)),
      description: description, dropped: dropped)
  }

  /// The place of the largest number; of equal ones the first.
  package static func likeliest(_ numbers: [Double]) -> Int {
    numbers.indices.max { numbers[$0] < numbers[$1] || (numbers[$0] == numbers[$1] && $0 > $1) }
      ?? 0
  }
}
