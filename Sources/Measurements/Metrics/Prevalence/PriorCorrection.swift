internal import Foundation

/// Moves probabilities from the share of positives that a model was shown to the one of production.
///
/// `p′ = w₁ p / (w₁ p + w₀ (1 − p))`, `w₁ = π / s`, `w₀ = (1 − π) / (1 − s)`
///
/// for a production share π and a share s in the data. On the scale of log-odds it is a shift by
/// `ln (w₁ / w₀)`. It assumes that within a class the rows are like those of production: that only
/// how many of each class there are differs.
///
/// - Source: Saerens, Latinne, Decaestecker, *Adjusting the Outputs of a Classifier to New a Priori
///   Probabilities*, 2002; Elkan, *The Foundations of Cost-Sensitive Learning*, 2001, theorem 2.
package struct PriorCorrection: Sendable, Hashable {
  /// The share of positives in production, and in the data; both inside 0…1.
  package let production: Double
  package let data: Double

  /// Makes the correction.
  package init(production: Double, data: Double) {
    self.production = production
    self.data = data
  }

  /// What a positive row counts, and a negative one.
  package var positiveWeight: Double { production / data }
  package var negativeWeight: Double { (1 - production) / (1 - data) }
  /// By how much log-odds move.
  package var logOddsShift: Double { log(positiveWeight / negativeWeight) }

  /// A probability as production sees it.
  package func probability(_ score: Double) -> Double {
    let positive = positiveWeight * score
    let negative = negativeWeight * (1 - score)
    return positive / (positive + negative)
  }

  /// The uncorrected score that is corrected to `probability`.
  package func score(_ probability: Double) -> Double {
    PriorCorrection(production: data, data: production).probability(probability)
  }
}
