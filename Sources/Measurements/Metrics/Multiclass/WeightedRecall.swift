package import Statistics

/// The share of a class' rows that are found, each class counted by its rows: the accuracy.
///
/// `Σₖ hitsₖ / n`
///
/// - Undefined: no row has a label and a predicted class.
/// - Source: scikit-learn, recall_score(average=weighted).
package enum WeightedRecall: MulticlassMetric {
  package static let card = Card(
    id: "weighted-recall", key: "weightedRecall", title: "Weighted recall",
    summary: "Recall of each class, counted by its rows: the accuracy.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "Σₖ hitsₖ / n",
    undefined: "no row has a label and a predicted class",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, recall_score(average=weighted)")

  package static let examples = [
    Example("truths a a b b c c called a b b b c a", gives: 4.0 / 6, within: 1e-12) {
      try WeightedRecall.measure(
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
    try Accuracy.measure(measurement, level: level)
  }
}
