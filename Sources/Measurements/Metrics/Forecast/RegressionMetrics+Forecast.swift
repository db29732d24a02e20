package import Statistics

/// A regression's metric that is a forecast's too: the same value, and an interval that knows that
/// the rows of one time, and of neighbouring times, depend on each other.
package protocol BlockedRegressionMetric: RegressionMetric, ForecastMetric {
  /// The scale on which the interval is symmetric.
  static var shape: ForecastMeasurement.Shape { get }
}

extension BlockedRegressionMetric {
  package static var forecastNeeds: ForecastNeeds { .prediction }

  /// The same figure, with an interval for rows that depend on their neighbours in time.
  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.estimate(shape, level: level) { (sums: ForecastSums) throws(Undefined) in
      let estimate = try measure(measurement.regression(sums), level: level)
      guard let value = estimate.value else { throw Undefined(estimate.note ?? "no value") }
      return value
    }
  }
}

extension MeanAbsoluteError: BlockedRegressionMetric {
  package static let shape = ForecastMeasurement.Shape.positive
}

extension RootMeanSquaredError: BlockedRegressionMetric {
  package static let shape = ForecastMeasurement.Shape.positive
}

extension MeanSquaredError: BlockedRegressionMetric {
  package static let shape = ForecastMeasurement.Shape.positive
}

extension RSquared: BlockedRegressionMetric {
  package static let shape = ForecastMeasurement.Shape.belowOne
}

extension Bias: BlockedRegressionMetric {
  package static let shape = ForecastMeasurement.Shape.symmetric
}

extension MeanAbsolutePercentageError: BlockedRegressionMetric {
  package static let shape = ForecastMeasurement.Shape.positive
}

extension SymmetricMeanAbsolutePercentageError: BlockedRegressionMetric {
  package static let shape = ForecastMeasurement.Shape.positive
}
