package import Statistics

extension RocAUC: MulticlassMetric {
  package static let multiclassNeeds = MulticlassNeeds.probabilities

  /// The mean over the declared classes of the area of each against the rest.
  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try RankAverage.estimate(
      measurement.knownProbabilities(), isWeighted: false, level: level, RankInfluence.area)
  }

  package static func withoutSkill(_ measurement: MulticlassMeasurement) -> Double? { 0.5 }
}
