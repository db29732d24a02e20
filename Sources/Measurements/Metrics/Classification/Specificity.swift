package import Statistics

/// The share of negative rows that are called negative.
///
/// `TN / (TN + FP)`
///
/// - Undefined: no row is negative. scikit-learn answers 0 with a warning.
/// - Source: scikit-learn, `recall_score(pos_label=0)`.
package enum Specificity: BinaryMetric {
  package static let card = Card(
    id: "specificity", aliases: ["true-negative-rate", "tnr", "selectivity"], key: "specificity",
    title: "Specificity",
    summary: "The share of negative rows that are left alone.",
    unit: "share", range: "0…1", direction: .higherIsBetter, formula: "TN / (TN + FP)",
    undefined: "no row is negative",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, recall_score of the negative class; Wilson, 1927, for the interval")

  package static let examples = [
    Example("6 true and 2 false positives, 3 false and 9 true negatives", gives: 9.0 / 11) {
      try Specificity.measure(
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
    guard cells.negatives > 0 else {
      throw Undefined("no row is negative: specificity has no denominator")
    }
    return try Proportion.measure(cells.trueNegatives, of: cells.negatives, level: level)
  }
}
