package import Statistics

/// The mean error with its sign: above 0 the model predicts too much.
///
/// `(1/n) Σ (ŷᵢ − yᵢ)`
///
/// - Undefined: no row has a target and a prediction.
/// - Numerics: Student's t interval.
/// - Source: the mean of the residuals, prediction minus target.
package enum Bias: RegressionMetric {
  package static let card = Card(
    id: "bias", aliases: ["mean-error"], key: "bias", title: "Bias",
    summary: "The mean error with its sign; above 0 the model predicts too much.",
    unit: "the target's unit", range: "−∞…∞", direction: .zeroIsBest, formula: "(1/n) Σ (ŷ − y)",
    undefined: "no rows",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "mean residual, prediction − target")

  package static let examples = [
    Example("targets 3, −0.5, 2, 7; predictions 2.5, 0, 2, 8", gives: 0.25, within: 1e-12) {
      try Bias.measure(
        RegressionMeasurement(targets: [3, -0.5, 2, 7], predictions: [2.5, 0, 2, 8]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = RegressionNeeds.prediction

  package static func measure(
    _ measurement: RegressionMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    LossInterval.symmetric(
      try measurement.loss(\RegressionSums.error, squares: \RegressionSums.errorSquares),
      level: level)
  }
}
