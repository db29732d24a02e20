package import Measurements
package import Statistics

/// A linear regression on all features, with nothing tuned.
package enum LinearRegressionBaseline: ValueBaseline {
  package static let card = Card(
    id: "linear-regression", aliases: ["linear"], key: "linearRegression",
    title: "Linear regression", summary: "A straight line through all features.",
    unit: "the target's unit", range: "−∞…∞", direction: .neutral,
    formula: "minimise Σ (y − b₀ − x·b)²; the shortest b where several do",
    undefined: "there is no training row, or no feature tells rows apart",
    source: "Golub, Van Loan, Matrix Computations, section 5.5")

  package static func answer(
    train: ValueRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ValueAnswer {
    let encoder = try FeatureEncoder.fit(train.table, features: inputs.features)
    guard !encoder.isEmpty else { throw Undefined(Wording.noFeature(encoder.dropped)) }
    let matrix = try encoder.encode(train.table)
    let model = try LinearRegression.fit(
      matrix, target: train.values, algebra: LinearAlgebra())
    return ValueAnswer(
      values: model.predict(try encoder.encode(test)),
      description: "learned \(matrix.coefficientCount - 1) coefficients from "
        + "\(train.table.rowCount) training rows",
      dropped: encoder.dropped)
  }
}
