package import Statistics

// A regression's metrics are a forecast's too: the same value, and an interval that knows that the rows
// of one time, and of neighbouring times, depend on each other.

extension RegressionMetric {
  /// The figure of a regression with its interval over blocks of time.
  fileprivate static func overBlocks(
    _ measurement: ForecastMeasurement, _ shape: ForecastMeasurement.Shape, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.estimate(shape, level: level) { (sums: ForecastSums) throws(Undefined) in
      let estimate = try measure(measurement.regression(sums), level: level)
      guard let value = estimate.value else { throw Undefined(estimate.note ?? "no value") }
      return value
    }
  }
}

extension MeanAbsoluteError: ForecastMetric {
  package static let forecastNeeds = ForecastNeeds.prediction

  /// The same figure, with an interval for rows that depend on their neighbours in time.
  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try overBlocks(measurement, .positive, level: level)
  }
}

extension RootMeanSquaredError: ForecastMetric {
  package static let forecastNeeds = ForecastNeeds.prediction

  /// The same figure, with an interval for rows that depend on their neighbours in time.
  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try overBlocks(measurement, .positive, level: level)
  }
}

extension MeanSquaredError: ForecastMetric {
  package static let forecastNeeds = ForecastNeeds.prediction

  /// The same figure, with an interval for rows that depend on their neighbours in time.
  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try overBlocks(measurement, .positive, level: level)
  }
}

extension RSquared: ForecastMetric {
  package static let forecastNeeds = ForecastNeeds.prediction

  /// The same figure, with an interval for rows that depend on their neighbours in time.
  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try overBlocks(measurement, .belowOne, level: level)
  }
}

extension Bias: ForecastMetric {
  package static let forecastNeeds = ForecastNeeds.prediction

  /// The same figure, with an interval for rows that depend on their neighbours in time.
  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try overBlocks(measurement, .symmetric, level: level)
  }
}

extension MeanAbsolutePercentageError: ForecastMetric {
  package static let forecastNeeds = ForecastNeeds.prediction

  /// The same figure, with an interval for rows that depend on their neighbours in time.
  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try overBlocks(measurement, .positive, level: level)
  }
}

extension SymmetricMeanAbsolutePercentageError: ForecastMetric {
  package static let forecastNeeds = ForecastNeeds.prediction

  /// The same figure, with an interval for rows that depend on their neighbours in time.
  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try overBlocks(measurement, .positive, level: level)
  }
}
