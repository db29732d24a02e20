internal import Measurements
package import Statistics

/// Every way to estimate performance without labels, one line each.
package enum EstimatorCatalogue {
  /// What they say about themselves.
  package static let cards: [Card] = [
    ConfidenceEstimator.card,
    ImportanceWeightedEstimator.card,
    DirectLossEstimator.card,
    BusinessValue.card,
  ]
}
