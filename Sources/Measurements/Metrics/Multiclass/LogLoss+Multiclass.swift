package import Statistics

extension LogLoss: MulticlassMetric {
  package static let multiclassNeeds = MulticlassNeeds.probabilities

  /// The surprise at the class that came; a class that was not declared has the probability 0.
  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let probabilities = try measurement.knownProbabilities()
    try probabilities.requireDistributions()
    return LossInterval.positive(probabilities.logLoss, level: level, atMost: 36.05)
  }
}
