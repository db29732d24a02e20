package import Measurements

/// What a baseline may use.
package struct BaselineInputs: Sendable {
  /// Columns known when a prediction is made: never target, prediction, score or id.
  package var features: [String]
  /// The time of each row, where there is one.
  package var timestamp: String?
  /// Columns whose values together name a row's neighbourhood.
  package var group: [String]
  /// How long "the last period" is.
  package var period: WindowLength
  /// What thresholds are chosen for.
  package var cut: ThresholdBaseline.Cut
  /// The smallest probability that a learned baseline calls positive.
  package var threshold: Double

  /// Makes inputs.
  package init(
    features: [String], timestamp: String? = nil, group: [String] = [],
    period: WindowLength = .month, cut: ThresholdBaseline.Cut = .balancedAccuracy,
    threshold: Double = 0.5
  ) {
    self.features = features
    self.timestamp = timestamp
    self.group = group
    self.period = period
    self.cut = cut
    self.threshold = threshold
  }
}
