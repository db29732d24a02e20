package import Statistics

extension MacroF1: MulticlassMetric {
  package static let multiclassNeeds = MulticlassNeeds.predictedClass

  /// The mean F1 of the classes that occur or are predicted.
  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.confusion.requireRows()
    return ConfusionInterval.average(
      measurement.confusion, isWeighted: false, level: level, ConfusionInterval.f1)
  }
}
