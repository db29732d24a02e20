package import Statistics

/// How far predictions are from the target, on average.
///
/// `(1/n) Σ |ŷᵢ − yᵢ|`
///
/// - Undefined: no row has a target and a prediction.
/// - Source: scikit-learn, `mean_absolute_error`.
package enum MeanAbsoluteError: RegressionMetric {
  package static let card = Card(
    id: "mean-absolute-error", aliases: ["mae"], key: "mae", title: "Mean absolute error",
    summary: "How far predictions are from the target, on average.",
    unit: "the target's unit", range: "0…∞", direction: .lowerIsBetter, formula: "(1/n) Σ |ŷ − y|",
    undefined: "no rows",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, mean_absolute_error")

  package static let examples = [
    Example("targets 3, −0.5, 2, 7; predictions 2.5, 0, 2, 8", gives: 0.5, within: 1e-12) {
      try MeanAbsoluteError.measure(
        RegressionMeasurement(targets: [3, -0.5, 2, 7], predictions: [2.5, 0, 2, 8]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = RegressionNeeds.prediction

  package static func measure(
    _ measurement: RegressionMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    LossInterval.positive(
      try measurement.loss(\RegressionSums.absolute, squares: \RegressionSums.errorSquares),
      level: level)
  }
}
