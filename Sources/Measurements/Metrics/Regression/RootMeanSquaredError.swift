package import Statistics

/// The root of the mean squared error.
///
/// `√((1/n) Σ (ŷᵢ − yᵢ)²)`
///
/// - Undefined: no row has a target and a prediction.
/// - Numerics: the interval is the root of the mean squared error's.
/// - Source: scikit-learn, `root_mean_squared_error`.
package enum RootMeanSquaredError: RegressionMetric {
  package static let card = Card(
    id: "root-mean-squared-error", aliases: ["rmse"], key: "rmse", title: "Root mean squared error",
    summary: "The typical error when large errors weigh most.",
    unit: "the target's unit", range: "0…∞", direction: .lowerIsBetter,
    formula: "√((1/n) Σ (ŷ − y)²)",
    undefined: "no rows",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, root_mean_squared_error")

  package static let examples = [
    Example(
      "targets 3, −0.5, 2, 7; predictions 2.5, 0, 2, 8", gives: 0.375.squareRoot(), within: 1e-12
    ) {
      try RootMeanSquaredError.measure(
        RegressionMeasurement(targets: [3, -0.5, 2, 7], predictions: [2.5, 0, 2, 8]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = RegressionNeeds.prediction

  package static func withoutSkill(_ measurement: RegressionMeasurement) -> Double? {
    measurement.sums.targetVariance?.squareRoot()
  }

  package static func measure(
    _ measurement: RegressionMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    var estimate = try MeanSquaredError.measure(measurement, level: level)
    estimate.value = estimate.value?.squareRoot()
    if let interval = estimate.interval {
      estimate.interval = Interval(
        low: interval.low.squareRoot(), high: interval.high.squareRoot(), level: level,
        method: interval.method)
    }
    return estimate
  }
}
