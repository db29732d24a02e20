/// How a model's answers become one number a row.
package struct AnswerReading: Sendable, Hashable {
  /// What the number is.
  package enum Meaning: Sendable, Hashable {
    /// The probability of the positive class.
    case score
    /// 1 where the positive class is called, else 0.
    case call
    /// The place of the class that is called among the classes; -1 for one that is none of them.
    case place(of: [String])
    /// A value.
    case value
  }

  /// Which output is meant.
  package var choice: OutputChoice
  /// What it means.
  package var meaning: Meaning
  /// The positive class as the data spell it.
  package var positive: String?

  /// Makes a reading.
  package init(_ choice: OutputChoice, _ meaning: Meaning, positive: String? = nil) {
    self.choice = choice
    self.meaning = meaning
    self.positive = positive
  }

  /// The numbers.
  ///
  /// - Throws: ``PredictorError/declaration(_:remedy:)`` when it is not clear which output is
  ///   meant.
  package func numbers(_ predictions: Predictions) throws(PredictorError) -> [Double] {
    switch meaning {
    // A model without names for its classes gives the second of two, or the only number.
    case .score: return try choice.numbers(predictions, positive: positive ?? "1")
    case .value: return try choice.numbers(predictions)
    case .place(let classes): return try choice.places(predictions, of: classes)
    case .call:
      let calls = try choice.classes(predictions)
      guard let positive else {
        throw .declaration(
          "nothing says which class of the model is the positive one",
          remedy: "name it in columns.positive")
      }
      return calls.map { $0 == positive ? 1 : 0 }
    }
  }
}
