package import Statistics

extension ExpectedCalibrationError: MulticlassMetric {
  package static let multiclassNeeds = MulticlassNeeds.probabilities

  /// How far the largest probabilities are from the frequency with which they are right.
  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let probabilities = try measurement.knownProbabilities()
    try probabilities.requireDistributions()
    return measure(probabilities.calibration, level: level)
  }
}
