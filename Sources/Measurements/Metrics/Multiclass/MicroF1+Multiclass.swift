package import Statistics

extension MicroF1: MulticlassMetric {
  package static let multiclassNeeds = MulticlassNeeds.predictedClass

  /// F1 over all classes together: the accuracy.
  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try Accuracy.measure(measurement, level: level)
  }
}
