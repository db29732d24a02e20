package import Statistics

/// Precision over all calls together: with one class a row it is the accuracy.
///
/// `Σₖ hitsₖ / n`
///
/// - Undefined: no row has a label and a predicted class.
/// - Source: scikit-learn, precision_score(average=micro).
package enum MicroPrecision: MulticlassMetric {
  package static let card = Card(
    id: "micro-precision", key: "microPrecision", title: "Micro precision",
    summary: "Precision over all calls together: the accuracy.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "Σₖ hitsₖ / n",
    undefined: "no row has a label and a predicted class",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, precision_score(average=micro)")

  package static let examples = [
    Example("truths a a b b c c called a b b b c a", gives: 4.0 / 6, within: 1e-12) {
      try MicroPrecision.measure(
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
