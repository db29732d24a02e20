package import Statistics

extension IntervalCoverage: ForecastMetric {
  package static let forecastNeeds = ForecastNeeds.interval

  /// The coverage of the declared interval, or of the widest that the quantiles enclose.
  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    guard let place = measurement.chiefInterval else {
      throw Undefined("no interval is declared, and no two quantiles enclose a central one")
    }
    return try measure(measurement, interval: place, level: level)
  }

  /// The coverage of one interval.
  static func measure(
    _ measurement: ForecastMeasurement, interval place: Int, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.share(level: level) { ($0.intervals[place].hits, $0.intervals[place].rows) }
  }

  /// The share of targets that are not above a quantile.
  static func measure(
    _ measurement: ForecastMeasurement, quantile place: Int, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.share(level: level) { ($0.quantiles[place].below, $0.quantiles[place].rows) }
  }
}
