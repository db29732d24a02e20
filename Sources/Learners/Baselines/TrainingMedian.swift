package import Measurements
package import Statistics

/// Always the median of the training rows' target.
package enum TrainingMedian: ValueBaseline {
  package static let card = Card(
    id: "training-median", aliases: ["median"], key: "median", title: "Median",
    summary: "Always the median of the training rows.", unit: "the target's unit",
    range: "−∞…∞", direction: .neutral,
    formula: "the middle value of train, or the mean of the two middle ones",
    undefined: "there is no training row",
    source: "scikit-learn's DummyRegressor(strategy=\"median\")")

  package static func answer(
    train: ValueRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ValueAnswer {
    let median = try Centre.median(train.values)
    return ValueAnswer(
      values: Array(repeating: median, count: test.rowCount),
      description: "always says \(Wording.number(median)), the median of "
        + "\(train.values.count) training rows")
  }
}
