package import Statistics

extension AveragePrecision: MulticlassMetric {
  package static let multiclassNeeds = MulticlassNeeds.probabilities

  /// The mean over the declared classes of the average precision of each against the rest.
  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try RankAverage.estimate(
      measurement.knownProbabilities(), isWeighted: false, level: level, influence)
  }
}
