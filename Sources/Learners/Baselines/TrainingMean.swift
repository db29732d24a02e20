package import Measurements
package import Statistics

/// Always the mean of the training rows' target.
package enum TrainingMean: ValueBaseline {
  package static let card = Card(
    id: "training-mean", aliases: ["mean"], key: "mean", title: "Mean",
    summary: "Always the mean of the training rows.", unit: "the target's unit", range: "−∞…∞",
    direction: .neutral, formula: "Σ y / n over train", undefined: "there is no training row",
    source: "scikit-learn's DummyRegressor(strategy=\"mean\")")

  package static func answer(
    train: ValueRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ValueAnswer {
    let mean = try Centre.mean(train.values)
    return ValueAnswer(
      values: Array(repeating: mean, count: test.rowCount),
      description: "always says \(Wording.number(mean)), the mean of \(train.values.count) "
        + "training rows")
  }
}
