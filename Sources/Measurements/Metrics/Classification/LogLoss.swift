internal import Foundation
package import Statistics

/// The surprise at what happened under the predicted probabilities, per row.
///
/// `−(1/n) Σ ln pᵢ`, pᵢ the probability given to the class that came, moved into ε…1 − ε, ε = 2⁻⁵²
///
/// - Unit: nats. 0: certain and right on every row; ln 2 ≈ 0.693: a coin; at most 36.04 through ε.
/// - Undefined: no row, or a score outside 0…1. One class alone has a value; scikit-learn wants to
///   be told the other one.
/// - Source: scikit-learn, `log_loss`, for 64-bit probabilities.
package enum LogLoss: BinaryMetric {
  package static let card = Card(
    id: "log-loss", aliases: ["cross-entropy", "logloss"], key: "logLoss", title: "Log loss",
    summary: "How surprised the predicted probabilities are by what happened.",
    unit: "nats", range: "0…36.05", direction: .lowerIsBetter,
    formula: "−(1/n) Σ ln p(what happened)",
    undefined: "no rows; a score outside 0…1",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, log_loss")

  package static let examples = [
    Example("negatives 0.5, 0.5; positives 0.5, 0.5", gives: 0.6931471805599453, within: 1e-9) {
      try LogLoss.measure(
        BinaryMeasurement(labels: [false, false, true, true], scores: [0.5, 0.5, 0.5, 0.5]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = BinaryNeeds.probability

  package static func withoutSkill(_ measurement: BinaryMeasurement) -> Double? {
    guard let share = measurement.scores.firstShare else { return nil }
    return [share, 1 - share].reduce(0) { $0 - ($1 > 0 ? $1 * log($1) : 0) }
  }

  package static func measure(
    _ measurement: BinaryMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.requireProbabilities()
    return LossInterval.positive(measurement.logLoss, level: level, atMost: 36.05)
  }
}
