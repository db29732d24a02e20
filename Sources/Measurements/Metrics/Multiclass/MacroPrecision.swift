package import Statistics

/// The share of rows called a class that are of it, as if all classes mattered equally.
///
/// `(1/K) Σₖ hitsₖ / calledₖ`
///
/// - Undefined: a class that occurs is never predicted. scikit-learn counts 0 with a warning.
/// - Source: scikit-learn, precision_score(average=macro).
package enum MacroPrecision: MulticlassMetric {
  package static let card = Card(
    id: "macro-precision", key: "macroPrecision", title: "Macro precision",
    summary: "Precision as if all classes mattered equally.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "(1/K) Σₖ hitsₖ / calledₖ",
    undefined: "a class that occurs is never predicted",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, precision_score(average=macro)")

  package static let examples = [
    Example("truths a a b b c c called a b b b c a", gives: (0.5 + 2.0 / 3 + 1) / 3, within: 1e-12)
    {
      try MacroPrecision.measure(
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
      measurement.confusion, isWeighted: false, level: level, ConfusionInterval.precision)
  }
}
