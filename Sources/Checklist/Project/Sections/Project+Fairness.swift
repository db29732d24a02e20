extension Project {
  /// Which differences between groups of people are acceptable.
  package struct Fairness: Sendable, Hashable {
    /// The smallest good ratio of the lowest to the highest selection rate of groups; of classes
    /// only.
    package var selectionRatio: Double
    /// The largest acceptable difference of true or false positive rates between groups; of classes
    /// only.
    package var oddsDifference: Double
    /// The smallest good ratio of the lowest to the highest mean absolute error of groups;
    /// regression only.
    package var errorRatio: Double
    /// Rows below which a group is too small to be compared or served.
    package var smallestGroup: Int
  }
}

extension Project.Fairness: ConfigurationSection {
  enum Key {
    static let selectionRatio = ConfigurationKey(
      "selection-ratio", .number(0.01...1), default: .number(0.8), example: "0.8",
      """
      The smallest good ratio of the lowest to the highest selection rate of groups (binary; multiclass: \
      for each class): the four-fifths rule. Declared, a group below it fails.
      """)
    static let oddsDifference = ConfigurationKey(
      "odds-difference", .number(0...1), default: .number(0.1), example: "0.1",
      """
      The largest acceptable difference between groups in the true or the false positive rate (binary; \
      multiclass: for each class). Declared, a larger one fails.
      """)
    static let errorRatio = ConfigurationKey(
      "error-ratio", .number(0.01...1), default: .number(0.8), example: "0.8",
      """
      The smallest good ratio of the lowest to the highest mean absolute error of groups (regression). \
      Declared, a smaller one fails.
      """)
    static let smallestGroup = ConfigurationKey(
      "smallest-group", .whole(2...Int.max), default: .whole(30), example: "30",
      "The rows below which a group of people is too small to be compared, or to be served well.")
  }

  static let keys = [
    Key.selectionRatio, Key.oddsDifference, Key.errorRatio, Key.smallestGroup,
  ]

  init(_ values: ConfigurationMapping) {
    selectionRatio = values.numberOrDefault(Key.selectionRatio)
    oddsDifference = values.numberOrDefault(Key.oddsDifference)
    errorRatio = values.numberOrDefault(Key.errorRatio)
    guard let smallest = values.whole(Key.smallestGroup) else {
      preconditionFailure("fairness that validation accepts lacks a default: \(values)")
    }
    smallestGroup = smallest
  }
}
