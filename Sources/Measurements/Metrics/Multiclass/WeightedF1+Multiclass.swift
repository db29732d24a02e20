package import Statistics

extension WeightedF1: MulticlassMetric {
  package static let multiclassNeeds = MulticlassNeeds.predictedClass

  /// The mean F1 of the classes, each counted by its rows.
  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.confusion.requireRows()
    return ConfusionInterval.average(
      measurement.confusion, isWeighted: true, level: level, ConfusionInterval.f1)
  }
}
