package import Measurements
package import Statistics

/// Guesses each class as often as it occurs in the training rows.
///
/// What is reported is what such guesses give on average, not one draw of them: with training
/// share p and test share q of positives the expected accuracy is `p q + (1 − p)(1 − q)`.
package enum RandomGuess: BinaryBaseline {
  package static let card = Card(
    id: "random-guess", aliases: ["random"], key: "random", title: "Random guess",
    summary: "A guess that knows only how often each class occurs.", unit: "probability",
    range: "0…1", direction: .neutral, formula: "P(positive) = share of positives in train",
    undefined: "there is no training row",
    source: "expectation of scikit-learn's DummyClassifier(strategy=\"stratified\")")

  package static func answer(
    train: BinaryRows, test: RowTable, inputs: BaselineInputs
  ) throws -> BinaryAnswer {
    guard train.table.rowCount > 0 else { throw Undefined("there is no training row") }
    let share = train.positiveShare
    return BinaryAnswer(
      scores: Array(repeating: share, count: test.rowCount),
      calls: .drawn(probability: share),
      description: "says positive with probability \(Wording.number(share)), whatever the row")
  }
}
