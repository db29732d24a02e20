package import Statistics

/// The mean squared difference between the predicted probability and what happened.
///
/// `(1/n) Σ (yᵢ − pᵢ)²`
///
/// Of three and more classes it is summed over them, as in scikit-learn.
///
/// - Unit: squared probability, 0…1, with three and more classes 0…2. 0: certain and right on every
///   row; 0.25: a coin.
/// - Undefined: no row, or a score outside 0…1.
/// - Source: scikit-learn, `brier_score_loss`; Brier 1950.
package enum BrierScore: BinaryMetric {
  package static let card = Card(
    id: "brier-score", aliases: ["brier"], key: "brier", title: "Brier score",
    summary:
      "The mean squared difference of probability and outcome, summed over three and more classes.",
    unit: "squared probability", range: "0…2", direction: .lowerIsBetter,
    formula: "(1/n) Σ (y − p)²",
    undefined: "no rows; a score outside 0…1",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, brier_score_loss; Brier, 1950")

  package static let examples = [
    Example(
      "negatives 0.1, 0.4; positives 0.35, 0.8", gives: (0.01 + 0.16 + 0.4225 + 0.04) / 4,
      within: 1e-9
    ) {
      try BrierScore.measure(
        BinaryMeasurement(labels: [false, false, true, true], scores: [0.1, 0.4, 0.35, 0.8]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = BinaryNeeds.probability

  package static func withoutSkill(_ measurement: BinaryMeasurement) -> Double? {
    measurement.scores.firstShare.map { $0 * (1 - $0) }
  }

  package static func measure(
    _ measurement: BinaryMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.requireProbabilities()
    return LossInterval.positive(measurement.brier, level: level, atMost: 1)
  }
}
