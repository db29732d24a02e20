package import Statistics

/// The plain mean of the two classes' F1.
///
/// `(F1₊ + F1₋) / 2`
///
/// - Undefined: a class is neither present nor predicted. scikit-learn then leaves that class out.
/// - Source: scikit-learn, `f1_score(average="macro")`.
package enum MacroF1: BinaryMetric {
  package static let card = Card(
    id: "macro-f1", key: "macroF1", title: "Macro F1",
    summary: "F1 as if all classes mattered equally.",
    unit: "share", range: "0…1", direction: .higherIsBetter, formula: "(1/K) Σₖ F1ₖ",
    undefined: "a class is neither present nor predicted",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, f1_score(average=macro)")

  package static let examples = [
    Example(
      "6 true and 2 false positives, 3 false and 9 true negatives",
      gives: (12.0 / 17 + 18.0 / 23) / 2
    ) {
      try MacroF1.measure(
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
    guard cells.positives + cells.calledPositive > 0, cells.negatives + cells.calledNegative > 0
    else {
      throw Undefined("a class is neither present nor predicted: its F1 has no denominator")
    }
    let value = mean(
      Double(cells.truePositives), Double(cells.falsePositives), Double(cells.falseNegatives),
      Double(cells.trueNegatives))
    return Estimate(
      value,
      interval: CellsInterval.delta(cells, value: value, range: 0...1, level: level, function: mean)
    )
  }

  private static func mean(_ tp: Double, _ fp: Double, _ fn: Double, _ tn: Double) -> Double {
    tp / (2 * tp + fp + fn) + tn / (2 * tn + fp + fn)
  }
}
