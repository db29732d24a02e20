package import Statistics

/// The share of rows whose class is predicted right.
///
/// `(TP + TN) / n`
///
/// - Undefined: no row has a label and a predicted class.
/// - Source: scikit-learn, `accuracy_score`.
package enum Accuracy: BinaryMetric {
  package static let card = Card(
    id: "accuracy", key: "accuracy", title: "Accuracy",
    summary: "The share of rows whose class is predicted right.",
    unit: "share", range: "0…1", direction: .higherIsBetter, formula: "right rows / n",
    undefined: "no row has a label and a predicted class",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, accuracy_score; Wilson, 1927, for the interval")

  package static let examples = [
    Example("6 true and 2 false positives, 3 false and 9 true negatives", gives: 0.75) {
      try Accuracy.measure(
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
    let cells = try measurement.knownCells()

    return try Proportion.measure(
      cells.truePositives + cells.trueNegatives, of: cells.rows, level: level)
  }
}
