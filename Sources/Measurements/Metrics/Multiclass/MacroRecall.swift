package import Statistics

/// The share of a class' rows that are found, as if all classes mattered equally.
///
/// `(1/K) Σₖ hitsₖ / rowsₖ`
///
/// - Undefined: a class that is predicted never occurs. scikit-learn counts 0 with a warning.
/// - Numerics: each class' Wilson distances, squared and added, as for ``BalancedAccuracy``, which
///   leaves out classes that never occur.
/// - Source: scikit-learn, recall_score(average=macro).
package enum MacroRecall: MulticlassMetric {
  package static let card = Card(
    id: "macro-recall", key: "macroRecall", title: "Macro recall",
    summary: "Recall as if all classes mattered equally.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "(1/K) Σₖ hitsₖ / rowsₖ",
    undefined: "a class that is predicted never occurs",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, recall_score(average=macro)")

  package static let examples = [
    Example("truths a a b b c c called a b b b c a", gives: (0.5 + 1 + 0.5) / 3, within: 1e-12) {
      try MacroRecall.measure(
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
    let confusion = measurement.confusion
    try confusion.requireTruths(for: "recall")
    return try CellsInterval.meanOfProportions(
      zip(confusion.hits, confusion.truths).map { (successes: $0, rows: $1) }, level: level)
  }
}
