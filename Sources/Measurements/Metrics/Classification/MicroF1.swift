package import Statistics

/// F1 of all classes' hits and misses counted together: with one label a row, the accuracy.
///
/// `(TP + TN) / n`
///
/// - Undefined: no row has a label and a predicted class.
/// - Source: scikit-learn, `f1_score(average="micro")`.
package enum MicroF1: BinaryMetric {
  package static let card = Card(
    id: "micro-f1", key: "microF1", title: "Micro F1",
    summary: "F1 over the hits and misses of all classes together; equals accuracy.",
    unit: "share", range: "0…1", direction: .higherIsBetter, formula: "right rows / n",
    undefined: "no row has a label and a predicted class",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, f1_score(average=micro)")

  package static let examples = [
    Example("6 true and 2 false positives, 3 false and 9 true negatives", gives: 0.75) {
      try MicroF1.measure(
        BinaryMeasurement(
          cells: ConfusionCells(
            truePositives: 6, falsePositives: 2, falseNegatives: 3, trueNegatives: 9)), level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = BinaryNeeds.predictedClass

  package static func withoutSkill(_ measurement: BinaryMeasurement) -> Double? {
    measurement.cells.commonShare
  }

  package static func measure(
    _ measurement: BinaryMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try Accuracy.measure(measurement, level: level)
  }
}
