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

  /// The share of the most frequent class.
  package static func withoutSkill(_ measurement: MulticlassMeasurement) -> Double? {
    let confusion = measurement.confusion
    guard confusion.rows > 0, let most = confusion.truths.max() else { return nil }
    return Double(most) / Double(confusion.rows)
  }
}
