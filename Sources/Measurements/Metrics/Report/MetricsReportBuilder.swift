internal import Statistics

/// Turns tables into a report.
struct MetricsReportBuilder {
  let options: MetricOptions
  let rows: Int
  let index: GroupIndex

  func report(binary: BinaryTally, regression: RegressionTally) -> MetricsReport {
    let groups = options.isGrouped ? sortedGroups : []
    switch options.task {
    case .binary:
      let overall = binary.overall
      let measurement = overall.measurement
      return MetricsReport(
        task: .binary, rows: rows, metrics: entries(measurement),
        groups: groups.map { number, key in
          let table = binary.table(number)
          return group(key, rows: table.rows, metrics: entries(table.measurement))
        },
        warnings: warnings(overall), measurement: .binary(measurement))
    case .regression:
      let overall = regression.overall
      let measurement = overall.measurement
      return MetricsReport(
        task: .regression, rows: rows, metrics: entries(measurement),
        groups: groups.map { number, key in
          let table = regression.table(number)
          return group(key, rows: table.rows, metrics: entries(table.measurement))
        },
        warnings: warnings(overall), measurement: .regression(measurement))
    }
  }

  /// Groups by window, then by values; missing values last.
  private var sortedGroups: [(Int, GroupIndex.Key)] {
    index.keys.enumerated().map { ($0.offset, $0.element) }.sorted { left, right in
      if let a = left.1.window, let b = right.1.window, a != b { return a < b }
      for (a, b) in zip(left.1.values, right.1.values) where a != b {
        guard let a else { return false }
        guard let b else { return true }
        if let x = Double(a), let y = Double(b), x != y { return x < y }
        return a < b
      }
      return false
    }
  }

  private func group(
    _ key: GroupIndex.Key, rows: Int, metrics: [MetricsReport.Entry]
  ) -> MetricsReport.Group {
    var window: WindowSpan?
    if let position = key.window, let length = options.window {
      window = WindowSpan(start: position, length: length)
    }
    let names = (window.map { [$0.key] } ?? []) + key.values.map { $0 ?? "(missing)" }
    return MetricsReport.Group(
      key: names.joined(separator: " × "), window: window,
      values: zip(options.by, key.values).map { ($0, $1) }, rows: rows, metrics: metrics)
  }

  private func entries(_ measurement: BinaryMeasurement) -> [MetricsReport.Entry] {
    MetricCatalogue.binary.compactMap { metric in
      guard metric.needs == .predictedClass || options.score != nil else { return nil }
      return entry(metric.card) { () throws(Undefined) in
        try metric.measure(measurement, level: options.level)
      }
    }
  }

  private func entries(_ measurement: RegressionMeasurement) -> [MetricsReport.Entry] {
    MetricCatalogue.regression.compactMap { metric in
      switch metric.needs {
      case .prediction where options.prediction == nil: return nil
      case .quantile where options.prediction == nil || options.quantile == nil: return nil
      case .interval where options.lower == nil: return nil
      default: break
      }
      return entry(metric.card) { () throws(Undefined) in
        try metric.measure(measurement, level: options.level)
      }
    }
  }

  private func entry(
    _ card: Card, _ measure: () throws(Undefined) -> Estimate
  ) -> MetricsReport.Entry {
    do throws(Undefined) {
      return MetricsReport.Entry(card: card, estimate: try measure())
    } catch {
      return MetricsReport.Entry(card: card, estimate: Estimate(undefined: error))
    }
  }

  private func warnings(_ table: BinaryScoreTable) -> [MetricsReport.Warning] {
    [
      warning(
        "missing-label", table.missingLabels, "have no label and are in no metric", options.target),
      warning("missing-score", table.missingScores, "have no score", options.score),
      warning(
        "broken-score", table.brokenScores, "have a score that is not a number", options.score),
      warning(
        "missing-prediction", options.prediction == nil ? 0 : table.missingPredictions,
        "have no predicted class", options.prediction),
      warning("score-outside-0-1", table.outsideUnit, "have a score outside 0…1", options.score),
    ].compactMap { $0 } + undated
  }

  private func warnings(_ table: RegressionTable) -> [MetricsReport.Warning] {
    [
      warning(
        "missing-target", table.missingTargets, "have no target and are in no metric",
        options.target),
      warning(
        "missing-prediction", options.prediction == nil ? 0 : table.missingPredictions,
        "have no prediction", options.prediction),
      warning(
        "broken-value", table.brokenValues,
        "have a target or prediction that is not a finite number, and are in no metric", nil),
      warning(
        "error-too-large", table.overflowingErrors,
        "have an error beyond the largest number, so that no metric has a value",
        options.prediction),
    ].compactMap { $0 } + undated
  }

  private var undated: [MetricsReport.Warning] {
    [
      warning(
        "missing-timestamp", index.undated - index.outsideCalendar,
        "have no time and are in no window", options.timestamp),
      warning(
        "timestamp-outside-calendar", index.outsideCalendar,
        "have a time that is infinite or outside the years 1 to 9999, and are in no window",
        options.timestamp),
    ].compactMap { $0 }
  }

  private func warning(
    _ code: String, _ count: Int, _ what: String, _ column: String?
  ) -> MetricsReport.Warning? {
    guard count > 0 else { return nil }
    return MetricsReport.Warning(
      code: code, message: "\(count) of \(rows) rows \(what)", column: column)
  }
}
