package import Statistics

/// The agreement of truth and predicted class beyond what their frequencies give by chance.
///
/// `(pₒ − pₑ) / (1 − pₑ)`, pₒ the accuracy and pₑ the accuracy of independent guesses with the same
/// frequencies
///
/// - Undefined: truth and prediction are the same single class everywhere. scikit-learn warns.
/// - Source: scikit-learn, `cohen_kappa_score`; Cohen 1960.
package enum CohenKappa: BinaryMetric {
  package static let card = Card(
    id: "cohen-kappa", aliases: ["kappa"], key: "cohenKappa", title: "Cohen's kappa",
    summary: "Agreement of truth and prediction beyond chance; 0 is a guess.",
    unit: "share", range: "−1…1", direction: .higherIsBetter, formula: "(pₒ − pₑ) / (1 − pₑ)",
    undefined: "truth and prediction are one class everywhere",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, cohen_kappa_score; Cohen, 1960")

  package static let examples = [
    Example(
      "6 true and 2 false positives, 3 false and 9 true negatives", gives: (0.75 - 0.51) / 0.49
    ) {
      try CohenKappa.measure(
        BinaryMeasurement(
          cells: ConfusionCells(
            truePositives: 6, falsePositives: 2, falseNegatives: 3, trueNegatives: 9)), level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = BinaryNeeds.predictedClass

  package static func withoutSkill(_ measurement: BinaryMeasurement) -> Double? { 0 }

  package static func measure(
    _ measurement: BinaryMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let cells = try measurement.knownCells()
    let apart =
      Double(cells.calledPositive) * Double(cells.negatives)
      + Double(cells.calledNegative) * Double(cells.positives)
    guard apart > 0 else {
      throw Undefined("truth and prediction are the same single class: chance explains everything")
    }
    let value = kappa(
      Double(cells.truePositives), Double(cells.falsePositives), Double(cells.falseNegatives),
      Double(cells.trueNegatives))
    return Estimate(
      value,
      interval: CellsInterval.delta(
        cells, value: value, range: -1...1, level: level, function: kappa))
  }

  private static func kappa(_ tp: Double, _ fp: Double, _ fn: Double, _ tn: Double) -> Double {
    let agreement = tp * tn - fp * fn
    let calledPositive = (tp + fp) * (fp + tn)
    let isPositive = (tp + fn) * (fn + tn)
    return 2 * agreement / (calledPositive + isPositive)
  }
}
