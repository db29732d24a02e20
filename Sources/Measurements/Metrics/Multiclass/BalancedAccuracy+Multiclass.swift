package import Statistics

extension BalancedAccuracy: MulticlassMetric {
  package static let multiclassNeeds = MulticlassNeeds.predictedClass

  /// The mean recall of the classes that occur.
  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let confusion = measurement.confusion
    try confusion.requireRows()
    let occurring = zip(confusion.hits, confusion.truths).filter { $0.1 > 0 }
    guard occurring.count > 1 else {
      throw Undefined("all labels are of one class: balanced accuracy needs two")
    }
    return try CellsInterval.meanOfProportions(
      occurring.map { (successes: $0.0, rows: $0.1) }, level: level)
  }

  /// One class of those that occur.
  package static func withoutSkill(_ measurement: MulticlassMeasurement) -> Double? {
    let occurring = measurement.confusion.truths.count { $0 > 0 }
    return occurring > 0 ? 1 / Double(occurring) : nil
  }
}
