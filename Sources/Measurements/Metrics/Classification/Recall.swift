package import Statistics

/// The share of positive rows that are called positive.
///
/// `TP / (TP + FN)`
///
/// - Undefined: no row is positive. scikit-learn answers 0 with a warning.
/// - Source: scikit-learn, `recall_score`.
package enum Recall: BinaryMetric {
  package static let card = Card(
    id: "recall", aliases: ["sensitivity", "true-positive-rate", "tpr"], key: "recall",
    title: "Recall",
    summary: "The share of positive rows that are found.",
    unit: "share", range: "0…1", direction: .higherIsBetter, formula: "TP / (TP + FN)",
    undefined: "no row is positive",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, recall_score; Wilson, 1927, for the interval")

  package static let examples = [
    Example("6 true and 2 false positives, 3 false and 9 true negatives", gives: 2.0 / 3) {
      try Recall.measure(
        BinaryMeasurement(
          cells: ConfusionCells(
            truePositives: 6, falsePositives: 2, falseNegatives: 3, trueNegatives: 9)), level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = BinaryNeeds.predictedClass

  package static func measure(
    _ measurement: BinaryMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let cells = try measurement.knownCells()
    guard cells.positives > 0 else {
      throw Undefined("no row is positive: recall has no denominator")
    }
    return try Proportion.measure(cells.truePositives, of: cells.positives, level: level)
  }
}
