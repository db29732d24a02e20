package import Statistics

extension Accuracy: MulticlassMetric {
  package static let multiclassNeeds = MulticlassNeeds.predictedClass

  /// The share of rows whose class is predicted right.
  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.confusion.requireRows()
    return try Proportion.measure(
      measurement.confusion.right, of: measurement.confusion.rows, level: level)
  }
}
