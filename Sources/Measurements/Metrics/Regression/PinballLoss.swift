package import Statistics

/// The loss that the declared quantile minimises.
///
/// `(1/n) Σ max(q (yᵢ − ŷᵢ), (q − 1)(yᵢ − ŷᵢ))`
///
/// - Undefined: no quantile is declared; no row has a target and a prediction.
/// - Source: scikit-learn, `mean_pinball_loss(alpha=q)`; Koenker, Bassett 1978.
package enum PinballLoss: RegressionMetric {
  package static let card = Card(
    id: "pinball-loss", aliases: ["pinball", "quantile-loss"], key: "pinball",
    title: "Pinball loss",
    summary: "How good a predicted quantile is: too low costs q, too high 1 − q per unit.",
    unit: "the target's unit", range: "0…∞", direction: .lowerIsBetter,
    formula: "(1/n) Σ max(q (y − ŷ), (q − 1)(y − ŷ))",
    undefined: "no quantile declared; no rows",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, mean_pinball_loss; Koenker, Bassett, 1978")

  package static let examples = [
    Example(
      "targets 3, −0.5, 2, 7; predictions 2.5, 0, 2, 8", gives: (0.9 * 0.5 + 0.1 * 0.5 + 0.1) / 4,
      within: 1e-12
    ) {
      try PinballLoss.measure(
        RegressionMeasurement(
          targets: [3, -0.5, 2, 7], predictions: [2.5, 0, 2, 8], quantile: 0.9),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = RegressionNeeds.quantile

  package static func measure(
    _ measurement: RegressionMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    guard measurement.quantile != nil else {
      throw Undefined("no quantile is declared for the prediction")
    }
    return LossInterval.positive(
      try measurement.loss(\RegressionSums.pinball, squares: \RegressionSums.pinballSquares),
      level: level)
  }
}
