package import Measurements
package import Statistics

/// Always says the class that is more frequent in the training rows; equally frequent: the
/// negative.
package enum MostFrequentClass: BinaryBaseline {
  package static let card = Card(
    id: "most-frequent-class", aliases: ["majority", "most-frequent"], key: "mostFrequent",
    title: "Most frequent class", summary: "Always the class that occurs most often in training.",
    unit: "class", range: "both classes", direction: .neutral,
    formula: "argmax over classes of their count in train; the score is the share of positives",
    undefined: "there is no training row",
    source: "scikit-learn's DummyClassifier(strategy=\"prior\")")

  package static func answer(
    train: BinaryRows, test: RowTable, inputs: BaselineInputs
  ) throws -> BinaryAnswer {
    guard train.table.rowCount > 0 else { throw Undefined("there is no training row") }
    let share = train.positiveShare
    let most = max(share, 1 - share)
    return BinaryAnswer(
      scores: Array(repeating: share, count: test.rowCount),
      calls: .certain(Array(repeating: share > 0.5, count: test.rowCount)),
      description: "always says \(share > 0.5 ? "positive" : "negative"), as "
        + "\(Wording.percent(most)) of the training rows are")
  }
}
