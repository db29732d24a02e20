package import Measurements
internal import Statistics

extension LogisticRegressionBaseline: ClassBaseline {
  /// One line for each class, fitted together.
  package static func answer(
    train: ClassRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ClassAnswer {
    let encoder = try FeatureEncoder.fit(train.table, features: inputs.features)
    guard !encoder.isEmpty else { throw Undefined(Wording.noFeature(encoder.dropped)) }
    let matrix = try encoder.encode(train.table)
    let model = try MultinomialRegression.fit(
      matrix, classes: train.classes, classCount: train.names.count)
    return ClassAnswer(
      probabilities: model.predict(try encoder.encode(test)),
      description: "learned \(matrix.coefficientCount - 1) coefficients for each of "
        + "\(train.occurring) classes from \(train.table.rowCount) training rows"
        + (model.isConverged ? "" : "; it stopped before the best was reached"),
      dropped: encoder.dropped)
  }
}
