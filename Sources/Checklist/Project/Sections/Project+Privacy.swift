extension Project {
  /// How far people may be recognised from the data and the model.
  package struct Privacy: Sendable, Hashable {
    /// The rows that must share each combination of quasi-identifiers.
    package var smallestClass: Int
    /// The different values that a sensitive column must have in each of them.
    package var diversity: Int
    /// The largest area under the ROC curve at which training rows may be told from others by their
    /// loss.
    package var membership: Double
  }
}

extension Project.Privacy: ConfigurationSection {
  enum Key {
    static let smallestClass = ConfigurationKey(
      "k", .whole(2...Int.max), default: .whole(5), example: "5",
      """
      The rows that must share each combination of columns.quasi-identifiers (k-anonymity). Declared, \
      fewer fail.
      """)
    static let diversity = ConfigurationKey(
      "l", .whole(2...64), default: .whole(2), example: "2",
      """
      The different values that each of columns.sensitive must have among rows with one combination of \
      quasi-identifiers (l-diversity). Declared, fewer fail.
      """)
    static let membership = ConfigurationKey(
      "membership", .number(0.5...1), default: .number(0.55), example: "0.55",
      """
      The largest area under the ROC curve at which the model's loss may tell training rows from others. \
      Declared, a larger one fails.
      """)
  }

  static let keys = [Key.smallestClass, Key.diversity, Key.membership]

  init(_ values: ConfigurationMapping) {
    guard let smallest = values.whole(Key.smallestClass),
      let diversity = values.whole(Key.diversity)
    else { preconditionFailure("privacy that validation accepts lacks a default: \(values)") }
    smallestClass = smallest
    self.diversity = diversity
    membership = values.numberOrDefault(Key.membership)
  }
}
