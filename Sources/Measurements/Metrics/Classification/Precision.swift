package import Statistics

/// The share of rows called positive that are.
///
/// `TP / (TP + FP)`
///
/// - Undefined: no row is called positive. scikit-learn answers 0 with a warning.
/// - Source: scikit-learn, `precision_score`.
package enum Precision: BinaryMetric {
  package static let card = Card(
    id: "precision", aliases: ["positive-predictive-value", "ppv"], key: "precision",
    title: "Precision",
    summary: "The share of rows called positive that are.",
    unit: "share", range: "0…1", direction: .higherIsBetter, formula: "TP / (TP + FP)",
    undefined: "no row is called positive",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, precision_score; Wilson, 1927, for the interval")

  package static let examples = [
    Example("6 true and 2 false positives, 3 false and 9 true negatives", gives: 0.75) {
      try Precision.measure(
        BinaryMeasurement(
          cells: ConfusionCells(
            truePositives: 6, falsePositives: 2, falseNegatives: 3, trueNegatives: 9)), level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = BinaryNeeds.predictedClass

  package static func withoutSkill(_ measurement: BinaryMeasurement) -> Double? {
    let cells = measurement.cells
    return cells.rows > 0 ? Double(cells.positives) / Double(cells.rows) : nil
  }

  package static func measure(
    _ measurement: BinaryMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let cells = try measurement.knownCells()
    guard cells.calledPositive > 0 else {
      throw Undefined("no row is called positive: precision has no denominator")
    }
    return try Proportion.measure(cells.truePositives, of: cells.calledPositive, level: level)
  }
}
