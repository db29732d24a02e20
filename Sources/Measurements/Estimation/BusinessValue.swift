package import Statistics

/// What a row is worth on average, from what each cell of the confusion matrix is worth.
///
/// `(v₊₊ TP + v₋₊ FP + v₊₋ FN + v₋₋ TN) / n`
///
/// - Unit: that of the values, a row. Times the rows it is the value of a window.
/// - Undefined: no row has a predicted class.
/// - Source: NannyML 0.13.1, `business_value`, which gives the sum over the window.
package struct BusinessValue: Sendable, Hashable {
  package static let card = Card(
    id: "business-value", key: "businessValue", title: "Business value of a row",
    summary: "What a prediction is worth on average, from the worth of each kind of hit and miss.",
    unit: "the values' unit", range: "−∞…∞", direction: .higherIsBetter,
    formula: "(v₊₊ TP + v₋₊ FP + v₊₋ FN + v₋₋ TN) / n",
    undefined: "no row has a predicted class", laws: [.orderInvariant, .scaleInvariant],
    source: "NannyML 0.13.1, business_value, there summed over the window")

  /// The worth of a true negative.
  package let trueNegative: Double
  /// The worth of a false positive.
  package let falsePositive: Double
  /// The worth of a false negative.
  package let falseNegative: Double
  /// The worth of a true positive.
  package let truePositive: Double

  /// The worths in the order TN, FP, FN, TP; nil unless there are four finite numbers.
  package init?(_ values: [Double]) {
    guard values.count == 4, values.allSatisfy(\.isFinite) else { return nil }
    (trueNegative, falsePositive, falseNegative, truePositive) = (
      values[0], values[1], values[2], values[3]
    )
  }

  /// The value to expect of labels that are not known.
  package func expect(_ labels: ExpectedLabels) throws(Undefined) -> ExpectedValue {
    guard labels.rows > 0 else { throw Undefined("no row has a score and a predicted class") }
    let sum =
      truePositive * labels.truePositives + falsePositive * labels.falsePositives
      + falseNegative * labels.falseNegatives + trueNegative * labels.trueNegatives
    return ExpectedValue(
      value: sum / labels.rows,
      slope: .ofClass(
        called: (truePositive - falsePositive) / labels.rows,
        uncalled: (falseNegative - trueNegative) / labels.rows), support: labels.rows)
  }

  /// The value of labels that are known.
  package func measure(
    _ measurement: BinaryMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let cells = try measurement.knownCells()
    let counts = [
      cells.trueNegatives, cells.falsePositives, cells.falseNegatives, cells.truePositives,
    ]
    let worths = [trueNegative, falsePositive, falseNegative, truePositive]
    let rows = Double(cells.rows)
    let mean = zip(counts, worths).reduce(0) { $0 + Double($1.0) * $1.1 } / rows
    let squares = zip(counts, worths).reduce(0) {
      $0 + Double($1.0) * ($1.1 - mean) * ($1.1 - mean)
    }
    let margin =
      NormalDistribution.twoSidedQuantile(level: level)
      * (squares / rows / rows)
      .squareRoot()
    return Estimate(
      mean,
      interval: Interval(low: mean - margin, high: mean + margin, level: level, method: "normal"))
  }
}
