package import Statistics

/// The harmonic mean of precision and recall.
///
/// `2 TP / (2 TP + FP + FN)`
///
/// - Undefined: no row is positive or called positive. scikit-learn answers 0 with a warning.
/// - Numerics: F1 = 2J / (1 + J) with J = TP / (TP + FP + FN), and given the rows that are positive
///   or called so TP is binomial: Wilson's interval of J, carried over, is better than a delta
///   method.
/// - Source: scikit-learn, `f1_score`.
package enum F1: BinaryMetric {
  package static let card = Card(
    id: "f1", aliases: ["f1-score", "f-score"], key: "f1", title: "F1",
    summary: "The balance of precision and recall for the positive class.",
    unit: "share", range: "0…1", direction: .higherIsBetter, formula: "2 TP / (2 TP + FP + FN)",
    undefined: "no row is positive or called positive",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, f1_score; Wilson, 1927, for the interval")

  package static let examples = [
    Example("6 true and 2 false positives, 3 false and 9 true negatives", gives: 12.0 / 17) {
      try F1.measure(
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
    let union = cells.positives + cells.falsePositives
    guard union > 0 else {
      throw Undefined("no row is positive or called positive: F1 has no denominator")
    }
    let overlap = try WilsonInterval.interval(
      successes: cells.truePositives, rows: union, level: level)
    return Estimate(
      of(Double(cells.truePositives) / Double(union)),
      interval: Interval(
        low: of(overlap.low), high: of(overlap.high), level: level,
        method: "wilson"))
  }

  /// F1 of a class with this share of hits among the rows that are or are called that class.
  private static func of(_ overlap: Double) -> Double { 2 * overlap / (1 + overlap) }
}
