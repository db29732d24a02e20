package import Statistics

/// The error that half of the rows stay below.
///
/// `median |ŷᵢ − yᵢ|`, the mean of the middle two for an even number of rows
///
/// - Undefined: no row has a target and a prediction.
/// - Numerics: exact while the table of errors is; then within the relative width of a bin, which
///   the note states. The interval are two order statistics, exact at any sample size and
///   distribution.
/// - Complexity: O(bins).
/// - Source: scikit-learn, `median_absolute_error`; Conover, *Practical Nonparametric Statistics*,
///   1999, ch. 3.2.
package enum MedianAbsoluteError: RegressionMetric {
  package static let card = Card(
    id: "median-absolute-error", aliases: ["median-ae", "medae"], key: "medianAE",
    title: "Median absolute error",
    summary: "The error that half of the rows stay below.",
    unit: "the target's unit", range: "0…∞", direction: .lowerIsBetter, formula: "median |ŷ − y|",
    undefined: "no rows",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, median_absolute_error; Conover, 1999, for the interval")

  package static let examples = [
    Example("targets 3, −0.5, 2, 7; predictions 2.5, 0, 2, 8", gives: 0.5, within: 1e-12) {
      try MedianAbsoluteError.measure(
        RegressionMeasurement(targets: [3, -0.5, 2, 7], predictions: [2.5, 0, 2, 8]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = RegressionNeeds.prediction

  package static func measure(
    _ measurement: RegressionMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.requireRows()
    let errors = measurement.absoluteErrors
    let rows = errors.firstTotal
    // Halves first: the sum of two large errors may be beyond the largest number.
    var estimate = Estimate(
      value(errors, rank: (rows - 1) / 2) / 2 + value(errors, rank: rows / 2) / 2)
    do throws(Undefined) {
      let ranks = try QuantileInterval.ranks(rows: rows, probability: 0.5, level: level)
      estimate.interval = Interval(
        low: value(errors, rank: ranks.low - 1), high: value(errors, rank: ranks.high - 1),
        level: level, method: "order-statistics")
    } catch {
      estimate.note = error.reason
    }
    if errors.droppedBits > 0 {
      let share = Double(sign: .plus, exponent: errors.droppedBits - 52, significand: 1)
      estimate.note = "errors were binned: exact within a share of \(share)"
    }
    return estimate
  }

  /// The error of 0-based rank `rank` in ascending order.
  static func value(_ errors: SortedCounts, rank: Int) -> Double {
    var seen = 0
    for index in errors.values.indices {
      seen += errors.first[index]
      if seen > rank { return errors.values[index] }
    }
    return errors.values.last ?? 0
  }
}
