package import Statistics

/// The mean of the errors as shares of the mean of target and prediction.
///
/// `(1/n) Σ 2 |ŷᵢ − yᵢ| / (|yᵢ| + |ŷᵢ|)`; a row where both are 0 counts 0
///
/// - Range: 0…2. Undefined: no row has a target and a prediction.
/// - Source: Makridakis, *Accuracy Measures: Theoretical and Practical Concerns*, 1993.
package enum SymmetricMeanAbsolutePercentageError: RegressionMetric {
  package static let card = Card(
    id: "symmetric-mean-absolute-percentage-error", aliases: ["smape"], key: "smape",
    title: "Symmetric mean absolute percentage error",
    summary: "The mean error as a share of the mean of target and prediction.",
    unit: "share", range: "0…2", direction: .lowerIsBetter,
    formula: "(1/n) Σ 2 |ŷ − y| / (|y| + |ŷ|)",
    undefined: "no rows",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "Makridakis, 1993")

  package static let examples = [
    Example(
      "targets 3, −0.5, 2, 7; predictions 2.5, 0, 2, 8", gives: (1 / 5.5 + 2 + 0 + 2.0 / 15) / 4,
      within: 1e-12
    ) {
      try SymmetricMeanAbsolutePercentageError.measure(
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
      try measurement.loss(\RegressionSums.symmetric, squares: \RegressionSums.symmetricSquares),
      level: level, atMost: 2)
  }
}
