internal import Statistics

/// The metrics that the options ask for, from counts.
enum MetricEntries {
  static func measure(
    _ measurement: BinaryMeasurement, _ options: MetricOptions
  ) -> [MetricsReport.Entry] {
    let metrics = MetricCatalogue.binary.filter {
      $0.needs == .predictedClass || options.score != nil
    }
    return metrics.map { entry($0, measurement, options) }
  }

  static func entry(
    _ metric: any BinaryMetric.Type, _ measurement: BinaryMeasurement, _ options: MetricOptions
  ) -> MetricsReport.Entry {
    let rows =
      switch metric.needs {
      case .predictedClass: measurement.cells.rows
      case .score: measurement.scores.firstTotal + measurement.scores.secondTotal
      case .probability: measurement.calibration.rows
      }
    return MetricsReport.Entry(
      metric.card, rows: rows, withoutSkill: metric.withoutSkill(measurement)
    ) { () throws(Undefined) in try metric.measure(measurement, level: options.level) }
  }

  static func measure(
    _ measurement: RegressionMeasurement, _ options: MetricOptions
  ) -> [MetricsReport.Entry] {
    MetricCatalogue.regression.filter { isAsked($0.needs, options) }
      .map { entry($0, measurement, options) }
  }

  static func entry(
    _ metric: any RegressionMetric.Type, _ measurement: RegressionMeasurement,
    _ options: MetricOptions
  ) -> MetricsReport.Entry {
    MetricsReport.Entry(
      metric.card,
      rows: metric.needs == .interval ? measurement.intervalRows : measurement.sums.rows,
      withoutSkill: metric.withoutSkill(measurement)
    ) { () throws(Undefined) in try metric.measure(measurement, level: options.level) }
  }

  private static func isAsked(_ needs: RegressionNeeds, _ options: MetricOptions) -> Bool {
    switch needs {
    case .prediction: options.prediction != nil
    case .quantile: options.prediction != nil && options.quantile != nil
    case .interval: options.lower != nil
    }
  }
}
