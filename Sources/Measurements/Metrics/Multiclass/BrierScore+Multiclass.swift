package import Statistics

extension BrierScore: MulticlassMetric {
  package static let multiclassNeeds = MulticlassNeeds.probabilities

  /// The squared error summed over the classes, 0…2; of two classes half of it, 0…1.
  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let probabilities = try measurement.knownProbabilities()
    try probabilities.requireDistributions()
    return LossInterval.positive(
      probabilities.brier, level: level, atMost: probabilities.classes.count > 2 ? 2 : 1)
  }
}
