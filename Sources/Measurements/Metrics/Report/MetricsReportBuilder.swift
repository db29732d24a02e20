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
      let rests = rests(groups.count) {
        binary.table(groups[$0].0)
      } merge: {
        $0.merge($1)
      } entry: {
        entryOfRest($0.measurement)
      }
      return MetricsReport(
        task: .binary, rows: rows, metrics: entries(measurement),
        groups: groups.enumerated().map { place, group in
          let table = binary.table(group.0)
          return self.group(
            group.1, rows: table.rows, metrics: entries(table.measurement),
            rest: rests[place])
        },
        warnings: warnings(overall), measurement: .binary(measurement))
    case .regression:
      let overall = regression.overall
      let measurement = overall.measurement
      let rests = rests(groups.count) {
        regression.table(groups[$0].0)
      } merge: {
        $0.merge($1)
      } entry: {
        entryOfRest($0.measurement)
      }
      return MetricsReport(
        task: .regression, rows: rows, metrics: entries(measurement),
        groups: groups.enumerated().map { place, group in
          let table = regression.table(group.0)
          return self.group(
            group.1, rows: table.rows, metrics: entries(table.measurement),
            rest: rests[place])
        },
        warnings: warnings(overall), measurement: .regression(measurement))
    }
  }

  /// The metric of each group's rest, where it is asked for and there are not too many groups.
  private func rests<Table>(
    _ count: Int, table: (Int) -> Table, merge: (inout Table, Table) -> Void,
    entry: (Table) -> MetricsReport.Entry?
  ) -> [MetricsReport.Entry?] {
    guard options.metricOfRest != nil, count <= RestTables.mostGroups else {
      return Array(repeating: nil, count: count)
    }
    return RestTables.map(count: count, table: table, merge: merge, entry).map { $0.flatMap { $0 } }
  }

  /// Groups by window, then by values; missing values last.
  private var sortedGroups: [(Int, GroupIndex.Key)] {
    index.keys.enumerated().map { ($0.offset, $0.element) }.sorted { left, right in
      if let a = left.1.window, let b = right.1.window, a != b { return a < b }
      return GroupOrder.comesBefore(left.1.values, right.1.values)
    }
  }

  private func group(
    _ key: GroupIndex.Key, rows: Int, metrics: [MetricsReport.Entry], rest: MetricsReport.Entry?
  ) -> MetricsReport.Group {
    var window: WindowSpan?
    if let position = key.window, let length = options.window {
      window = WindowSpan(start: position, length: length)
    }
    let names = (window.map { [$0.key] } ?? []) + key.values.map { $0 ?? "(missing)" }
    return MetricsReport.Group(
      key: names.joined(separator: " × "), window: window,
      values: zip(options.by, key.values).map { ($0, $1) }, rows: rows, metrics: metrics,
      rest: rest)
  }

  private func entries(_ measurement: BinaryMeasurement) -> [MetricsReport.Entry] {
    MetricCatalogue.binary.filter { $0.needs == .predictedClass || options.score != nil }
      .map { entry($0, measurement) }
  }

  private func entries(_ measurement: RegressionMeasurement) -> [MetricsReport.Entry] {
    MetricCatalogue.regression.filter(isMeasured).map { entry($0, measurement) }
  }

  private func isMeasured(_ metric: any RegressionMetric.Type) -> Bool {
    switch metric.needs {
    case .prediction: options.prediction != nil
    case .quantile: options.prediction != nil && options.quantile != nil
    case .interval: options.lower != nil
    }
  }

  private func entryOfRest(_ measurement: BinaryMeasurement) -> MetricsReport.Entry? {
    MetricCatalogue.binary.first { $0.card.key == options.metricOfRest }
      .map { entry($0, measurement) }
  }

  private func entryOfRest(_ measurement: RegressionMeasurement) -> MetricsReport.Entry? {
    MetricCatalogue.regression.first { $0.card.key == options.metricOfRest }
      .map { entry($0, measurement) }
  }

  private func entry(
    _ metric: any BinaryMetric.Type, _ measurement: BinaryMeasurement
  ) -> MetricsReport.Entry {
    let rows =
      switch metric.needs {
      case .predictedClass: measurement.cells.rows
      case .score: measurement.scores.firstTotal + measurement.scores.secondTotal
      case .probability: measurement.calibration.rows
      }
    return entry(metric.card, rows, withoutSkill: metric.withoutSkill(measurement)) {
      () throws(Undefined) in try metric.measure(measurement, level: options.level)
    }
  }

  private func entry(
    _ metric: any RegressionMetric.Type, _ measurement: RegressionMeasurement
  ) -> MetricsReport.Entry {
    let rows = metric.needs == .interval ? measurement.intervalRows : measurement.sums.rows
    return entry(metric.card, rows, withoutSkill: metric.withoutSkill(measurement)) {
      () throws(Undefined) in try metric.measure(measurement, level: options.level)
    }
  }

  private func entry(
    _ card: Card, _ rows: Int, withoutSkill: Double?, _ measure: () throws(Undefined) -> Estimate
  ) -> MetricsReport.Entry {
    let estimate: Estimate
    do throws(Undefined) {
      estimate = try measure()
    } catch {
      estimate = Estimate(undefined: error)
    }
    return MetricsReport.Entry(
      card: card, estimate: estimate, rows: rows, withoutSkill: withoutSkill)
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
      warning(
        "missing-timestamp", index.undated, "have no time and are in no window", options.timestamp),
    ].compactMap { $0 }
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
        "broken-value", table.brokenValues, "have a target or prediction that is not a number", nil),
      warning(
        "missing-timestamp", index.undated, "have no time and are in no window", options.timestamp),
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
