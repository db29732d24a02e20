package import Statistics

/// The mean of the two classes' F1, weighted by how many rows each class has.
///
/// `(P · F1₊ + N · F1₋) / n`
///
/// - Undefined: no row has a label and a predicted class. A class without rows has no weight.
/// - Source: scikit-learn, `f1_score(average="weighted")`.
package enum WeightedF1: BinaryMetric {
  package static let card = Card(
    id: "weighted-f1", key: "weightedF1", title: "Weighted F1",
    summary: "F1 of all classes, each weighted by its rows.",
    unit: "share", range: "0…1", direction: .higherIsBetter, formula: "Σₖ (rowsₖ / n) F1ₖ",
    undefined: "no row has a label and a predicted class",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, f1_score(average=weighted)")

  package static let examples = [
    Example(
      "6 true and 2 false positives, 3 false and 9 true negatives",
      gives: (9 * 12.0 / 17 + 11 * 18.0 / 23) / 20
    ) {
      try WeightedF1.measure(
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
    let value = mean(
      Double(cells.truePositives), Double(cells.falsePositives), Double(cells.falseNegatives),
      Double(cells.trueNegatives))
    return Estimate(
      value,
      interval: CellsInterval.delta(cells, value: value, range: 0...1, level: level, function: mean)
    )
  }

  private static func mean(_ tp: Double, _ fp: Double, _ fn: Double, _ tn: Double) -> Double {
    let positive = tp > 0 ? (tp + fn) * 2 * tp / (2 * tp + fp + fn) : 0
    let negative = tn > 0 ? (tn + fp) * 2 * tn / (2 * tn + fp + fn) : 0
    return (positive + negative) / (tp + fp + fn + tn)
  }
}
