package import Statistics

/// The correlation of truth and predicted class.
///
/// `(TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN))`
///
/// - Undefined: truth or prediction has one class only. scikit-learn answers 0.
/// - Source: scikit-learn, `matthews_corrcoef`; Matthews 1975.
package enum MatthewsCorrelation: BinaryMetric {
  package static let card = Card(
    id: "matthews-correlation", aliases: ["mcc", "phi"], key: "mcc", title: "Matthews correlation",
    summary: "The correlation of truth and predicted class; 0 is a guess.",
    unit: "correlation", range: "−1…1", direction: .higherIsBetter,
    formula: "(TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN))",
    undefined: "truth or prediction has one class only",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, matthews_corrcoef; Matthews, 1975")

  package static let examples = [
    Example(
      "6 true and 2 false positives, 3 false and 9 true negatives", gives: 48 / 9_504.0.squareRoot()
    ) {
      try MatthewsCorrelation.measure(
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
    guard cells.positives > 0, cells.negatives > 0 else {
      throw Undefined("all labels are of one class: there is nothing to correlate with")
    }
    guard cells.calledPositive > 0, cells.calledNegative > 0 else {
      throw Undefined("all predictions are of one class: there is nothing to correlate with")
    }
    // The rounding of four roots can reach past 1.
    let value = min(
      1,
      max(
        -1,
        correlation(
          Double(cells.truePositives), Double(cells.falsePositives), Double(cells.falseNegatives),
          Double(cells.trueNegatives))))
    return Estimate(
      value,
      interval: CellsInterval.delta(
        cells, value: value, range: -1...1, level: level, function: correlation))
  }

  private static func correlation(
    _ tp: Double, _ fp: Double, _ fn: Double, _ tn: Double
  ) -> Double {
    // Roots of the factors, not of the product, which may leave the range of doubles.
    (tp * tn - fp * fn)
      / ((tp + fp).squareRoot() * (tp + fn).squareRoot()
        * (tn + fp).squareRoot() * (tn + fn).squareRoot())
  }
}
