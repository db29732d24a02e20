package import Statistics

/// The mean of the errors as shares of the target.
///
/// `(1/n) Σ |ŷᵢ − yᵢ| / |yᵢ|`
///
/// - Undefined: a target is 0. scikit-learn divides by 2⁻⁵² there and answers about 10¹⁵.
/// - Source: scikit-learn, `mean_absolute_percentage_error`.
package enum MeanAbsolutePercentageError: RegressionMetric {
  package static let card = Card(
    id: "mean-absolute-percentage-error", aliases: ["mape"], key: "mape",
    title: "Mean absolute percentage error",
    summary: "The mean error as a share of the target (0.1 is 10 %).",
    unit: "share of the target", range: "0…∞", direction: .lowerIsBetter,
    formula: "(1/n) Σ |ŷ − y| / |y|",
    undefined: "no rows; a target of 0",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, mean_absolute_percentage_error")

  package static let examples = [
    Example(
      "targets 3, −0.5, 2, 7; predictions 2.5, 0, 2, 8", gives: (1.0 / 6 + 1 + 0 + 1.0 / 7) / 4,
      within: 1e-12
    ) {
      try MeanAbsolutePercentageError.measure(
        RegressionMeasurement(targets: [3, -0.5, 2, 7], predictions: [2.5, 0, 2, 8]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = RegressionNeeds.prediction

  package static func measure(
    _ measurement: RegressionMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    guard measurement.zeroTargets == 0 else {
      throw Undefined(
        "\(measurement.zeroTargets) targets are 0: an error has no percentage of nothing")
    }
    return LossInterval.positive(
      try measurement.loss(\RegressionSums.percentage, squares: \RegressionSums.percentageSquares),
      level: level)
  }
}
