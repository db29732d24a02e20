package import Statistics

/// The mean of recall and specificity: accuracy as if both classes were equally frequent.
///
/// `(TP / P + TN / N) / 2`
///
/// - Undefined: one class only. scikit-learn then averages over the class that is there.
/// - Numerics: interval by adding the squared Wilson distances of the two independent rates.
/// - Source: scikit-learn, `balanced_accuracy_score`.
package enum BalancedAccuracy: BinaryMetric {
  package static let card = Card(
    id: "balanced-accuracy", key: "balancedAccuracy", title: "Balanced accuracy",
    summary: "Accuracy as if all classes were equally frequent; 1 / classes is a guess.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "the mean recall of the classes that occur",
    undefined: "all labels are of one class",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, balanced_accuracy_score")

  package static let examples = [
    Example(
      "6 true and 2 false positives, 3 false and 9 true negatives", gives: (2.0 / 3 + 9.0 / 11) / 2
    ) {
      try BalancedAccuracy.measure(
        BinaryMeasurement(
          cells: ConfusionCells(
            truePositives: 6, falsePositives: 2, falseNegatives: 3, trueNegatives: 9)), level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = BinaryNeeds.predictedClass

  package static func withoutSkill(_ measurement: BinaryMeasurement) -> Double? { 0.5 }

  package static func measure(
    _ measurement: BinaryMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let cells = try measurement.knownCells()
    guard cells.positives > 0, cells.negatives > 0 else {
      throw Undefined("all labels are of one class: balanced accuracy needs both")
    }
    return try CellsInterval.meanOfProportions(
      [(cells.truePositives, cells.positives), (cells.trueNegatives, cells.negatives)],
      level: level)
  }
}
