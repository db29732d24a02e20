package import Measurements
package import Statistics

/// A logistic regression on all features, with nothing tuned.
package enum LogisticRegressionBaseline: BinaryBaseline {
  package static let card = Card(
    id: "logistic-regression", aliases: ["logistic"], key: "logisticRegression",
    title: "Logistic regression", summary: "A straight line through all features.",
    unit: "probability", range: "0…1", direction: .neutral,
    formula: "minimise ½ ‖b‖² + C Σ log-loss over standardised numbers and one level a category",
    defaults: [.init("C", "1", reason: "the field's custom for standardised columns")],
    undefined: "the training rows have one class only, or no feature tells rows apart",
    source: "Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, section 4.4")

  package static func answer(
    train: BinaryRows, test: RowTable, inputs: BaselineInputs
  ) throws -> BinaryAnswer {
    let encoder = try FeatureEncoder.fit(train.table, features: inputs.features)
    guard !encoder.isEmpty else { throw Undefined(Wording.noFeature(encoder.dropped)) }
    let matrix = try encoder.encode(train.table)
    let model = try LogisticRegression.fit(
      matrix, positive: train.isPositive, algebra: LinearAlgebra())
    let scores = model.predict(try encoder.encode(test))
    return BinaryAnswer(
      scores: scores, calls: .certain(scores.map { $0 >= inputs.threshold }),
      description: "learned \(matrix.coefficientCount - 1) coefficients from "
        + "\(train.table.rowCount) training rows",
      dropped: encoder.dropped)
  }
}
