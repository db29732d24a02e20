package import Statistics

extension PinballLoss: ForecastMetric {
  package static let forecastNeeds = ForecastNeeds.quantile

  /// The mean over the predicted quantiles, or the one that the prediction stands for.
  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.estimate(.positive, level: level) { (sums: ForecastSums) throws(Undefined) in
      guard !sums.quantiles.isEmpty else {
        let loss = try measure(measurement.regression(sums), level: level)
        guard let value = loss.value else { throw Undefined(loss.note ?? "no value") }
        return value
      }
      var mean = 0.0
      for quantile in sums.quantiles { mean += try loss(quantile) / Double(sums.quantiles.count) }
      return mean
    }
  }

  /// The loss of one predicted quantile.
  static func measure(
    _ measurement: ForecastMeasurement, quantile place: Int, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.estimate(.positive, level: level) { (sums: ForecastSums) throws(Undefined) in
      try loss(sums.quantiles[place])
    }
  }

  private static func loss(_ quantile: ForecastSums.Quantile) throws(Undefined) -> Double {
    guard quantile.rows > 0 else { throw Undefined("no row has a target and this quantile") }
    return quantile.loss.value / Double(quantile.rows)
  }
}
