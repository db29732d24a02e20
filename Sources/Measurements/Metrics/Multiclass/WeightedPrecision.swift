package import Statistics

/// The share of rows called a class that are of it, each class counted by its rows.
///
/// `Σₖ (rowsₖ / n) hitsₖ / calledₖ`
///
/// - Undefined: a class that occurs is never predicted. scikit-learn counts 0 with a warning.
/// - Source: scikit-learn, precision_score(average=weighted).
package enum WeightedPrecision: MulticlassMetric {
  package static let card = Card(
    id: "weighted-precision", key: "weightedPrecision", title: "Weighted precision",
    summary: "Precision of each class, counted by its rows.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "Σₖ (rowsₖ / n) hitsₖ / calledₖ",
    undefined: "a class that occurs is never predicted",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, precision_score(average=weighted)")

  package static let examples = [
    Example("truths a a b b c c called a b b b c a", gives: (0.5 + 2.0 / 3 + 1) / 3, within: 1e-12)
    {
      try WeightedPrecision.measure(
        MulticlassMeasurement(
          truths: ["a", "a", "b", "b", "c", "c"], calls: ["a", "b", "b", "b", "c", "a"]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let multiclassNeeds = MulticlassNeeds.predictedClass

  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.confusion.requireCalls(for: "precision")
    return ConfusionInterval.average(
      measurement.confusion, isWeighted: true, level: level, ConfusionInterval.precision)
  }
}
