package import Statistics

/// The mean of the squared errors.
///
/// `(1/n) Σ (ŷᵢ − yᵢ)²`
///
/// - Undefined: no row has a target and a prediction.
/// - Source: scikit-learn, `mean_squared_error`.
package enum MeanSquaredError: RegressionMetric {
  package static let card = Card(
    id: "mean-squared-error", aliases: ["mse"], key: "mse", title: "Mean squared error",
    summary: "The mean of the squared errors: large errors weigh most.",
    unit: "the target's unit squared", range: "0…∞", direction: .lowerIsBetter,
    formula: "(1/n) Σ (ŷ − y)²",
    undefined: "no rows",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, mean_squared_error")

  package static let examples = [
    Example("targets 3, −0.5, 2, 7; predictions 2.5, 0, 2, 8", gives: 0.375, within: 1e-12) {
      try MeanSquaredError.measure(
        RegressionMeasurement(targets: [3, -0.5, 2, 7], predictions: [2.5, 0, 2, 8]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = RegressionNeeds.prediction

  package static func withoutSkill(_ measurement: RegressionMeasurement) -> Double? {
    measurement.sums.targetVariance
  }

  package static func measure(
    _ measurement: RegressionMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    LossInterval.positive(
      try measurement.loss(\RegressionSums.errorSquares, squares: \RegressionSums.errorFourths),
      level: level)
  }
}
