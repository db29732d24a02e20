package import Statistics

extension MedianAbsoluteError: ForecastMetric {
  package static let forecastNeeds = ForecastNeeds.prediction

  /// The same median, with order statistics of as many independent rows as the rows are worth.
  ///
  /// - Numerics: a median is no function of sums, so that blocks cannot be left out of it. The mean
  ///   absolute error's variance over blocks against that of independent rows says what the rows
  ///   are worth; a median of the same errors depends on time about as much.
  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    var estimate = try measure(measurement.regression(measurement.total), level: level)
    guard estimate.interval != nil else { return estimate }
    estimate.interval = nil
    let sums = measurement.total.regression
    let rows = Double(sums.rows)
    guard !measurement.without.isEmpty, rows > 1 else {
      estimate.note = "fewer than ten times are too few for an interval"
      return estimate
    }
    do throws(Undefined) {
      var means: [Double] = []
      for part in measurement.without {
        means.append(part.regression.absolute.value / Double(part.regression.rows))
      }
      let overBlocks = try BlockJackknife.variance(without: means)
      let mean = sums.absolute.value / rows
      let independent = max(0, sums.errorSquares.value / rows - mean * mean) / (rows - 1)
      let worth = overBlocks > 0 ? min(rows, rows * independent / overBlocks) : rows
      estimate.interval = try orderStatistics(
        measurement.absoluteErrors, worth: max(1, Int(worth.rounded())), level: level)
    } catch {
      estimate.note = error.reason
    }
    return estimate
  }

  private static func orderStatistics(
    _ errors: SortedCounts, worth: Int, level: Double
  ) throws(Undefined) -> Interval {
    let ranks = try QuantileInterval.ranks(rows: worth, probability: 0.5, level: level)
    let rows = Double(errors.firstTotal)
    // Ranks among the rows that count become shares, and those ranks among all rows.
    let low = Int((Double(ranks.low - 1) / Double(worth) * rows).rounded(.down))
    let high = Int((Double(ranks.high) / Double(worth) * rows).rounded(.up)) - 1
    return Interval(
      low: value(errors, rank: low), high: value(errors, rank: min(high, errors.firstTotal - 1)),
      level: level, method: "orderStatisticsTimeBlocks")
  }
}
