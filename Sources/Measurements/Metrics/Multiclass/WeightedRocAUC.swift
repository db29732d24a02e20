package import Statistics

/// How surely a row of a class outranks the others, each class counted by its rows.
///
/// `Σₖ (rowsₖ / n) AUC(class k against the rest)`
///
/// - Undefined: a declared class has no rows.
/// - Source: scikit-learn, roc_auc_score(multi_class=ovr, average=weighted); DeLong, 1988, for the
///   interval.
package enum WeightedRocAUC: MulticlassMetric {
  package static let card = Card(
    id: "weighted-roc-auc", key: "weightedRocAUC", title: "Weighted area under the ROC curve",
    summary: "How surely a row of a class outranks the others, classes counted by their rows.",
    unit: "probability", range: "0…1", direction: .higherIsBetter,
    formula: "Σₖ (rowsₖ / n) AUC(class k against the rest)",
    undefined: "a declared class has no rows",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source:
      "scikit-learn, roc_auc_score(multi_class=ovr, average=weighted); DeLong, 1988, for the interval"
  )

  package static let examples = [
    Example("four rows of three classes", gives: 0.375 + 1.0 / 12 + 0.25, within: 1e-12) {
      try WeightedRocAUC.measure(
        MulticlassMeasurement(
          truths: ["a", "b", "c", "a"], classes: ["a", "b", "c"],
          probabilities: [
            [0.6, 0.3, 0.1], [0.5, 0.3, 0.2], [0.2, 0.3, 0.5], [0.3, 0.4, 0.3],
          ]), level: 0.95
      ).value ?? .nan
    }
  ]

  package static let multiclassNeeds = MulticlassNeeds.probabilities

  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try RankAverage.estimate(
      measurement.knownProbabilities(), isWeighted: true, level: level, RankInfluence.area)
  }

  package static func withoutSkill(_ measurement: MulticlassMeasurement) -> Double? { 0.5 }
}
