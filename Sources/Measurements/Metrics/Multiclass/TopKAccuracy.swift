package import Statistics

/// The share of rows whose class is among the k likeliest.
///
/// `#(class among the k largest probabilities) / n`
///
/// - Undefined: no row has a label and all probabilities; k is not below the number of classes.
/// - Numerics: of equal probabilities the class declared later is nearer the top, as in
///   scikit-learn.
/// - Source: scikit-learn, top_k_accuracy_score; Wilson, 1927, for the interval.
package enum TopKAccuracy: MulticlassMetric {
  package static let card = Card(
    id: "top-k-accuracy", aliases: ["top-k"], key: "topKAccuracy", title: "Top-k accuracy",
    summary: "The share of rows whose class is among the k likeliest.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "#(class among the k largest probabilities) / n",
    defaults: [Card.Parameter("k", "2", reason: "scikit-learn's; three classes allow no more")],
    undefined: "k is not below the number of classes; no rows",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, top_k_accuracy_score; Wilson, 1927, for the interval")

  package static let examples = [
    Example("four rows of three classes, k = 2", gives: 0.75, within: 1e-12) {
      try TopKAccuracy.measure(
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
    let probabilities = try measurement.knownProbabilities()
    guard probabilities.places < probabilities.classes.count else {
      throw Undefined(
        "the \(probabilities.places) likeliest of \(probabilities.classes.count) classes are all: "
          + "choose a smaller --k")
    }
    return try Proportion.measure(probabilities.hits, of: probabilities.rows, level: level)
  }
}
