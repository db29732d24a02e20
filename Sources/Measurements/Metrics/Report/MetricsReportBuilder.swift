/// Turns what a task says about its rows into a report.
struct MetricsReportBuilder {
  let options: MetricOptions
  let rows: Int
  let index: GroupIndex

  func report(_ task: some MetricTask) -> MetricsReport {
    let overall = task.overall
    let groups = options.isGrouped ? sortedGroups : []
    let rests = rests(groups.map(\.0), task)
    let series = RollingWindows(options: options, groups: groups)
    var report = MetricsReport(
      task: options.task, rows: rows, metrics: overall.result.metrics,
      breakdowns: overall.result.breakdowns, counts: overall.result.counts,
      parameters: overall.parameters,
      groups: zip(groups, rests).map { place, rest in
        var own = group(place.1, span(place.1), task.group(place.0), rest: rest)
        if options.keepsMeasurements { own.measurement = task.measurement(place.0) }
        return own
      },
      rolling: series.rolling.compactMap { rolling in
        task.groups(rolling.numbers).map { group(rolling.key, rolling.span, $0, rest: nil) }
      }, ages: series.ages(task),
      warnings: (overall.doubts + undated).compactMap(warning),
      measurement: overall.measurement)
    report.unlabelled =
      overall.doubts.first { ["missing-label", "missing-target"].contains($0.code) }?.rows ?? 0
    return report
  }

  /// The metric of each group's rest, where it is asked for and there are not too many groups.
  private func rests(_ numbers: [Int], _ task: some MetricTask) -> [MetricsReport.Entry?] {
    guard let key = options.metricOfRest, numbers.count <= RestTables.mostGroups else {
      return Array(repeating: nil, count: numbers.count)
    }
    return task.rests(of: numbers, key)
  }

  /// Groups by window, then by values; missing values last.
  private var sortedGroups: [(Int, GroupIndex.Key)] {
    index.keys.enumerated().map { ($0.offset, $0.element) }.sorted { left, right in
      if let a = left.1.window, let b = right.1.window, a != b { return a < b }
      return GroupOrder.comesBefore(left.1.values, right.1.values)
    }
  }

  private func span(_ key: GroupIndex.Key) -> WindowSpan? {
    guard let position = key.window, let length = options.window else { return nil }
    return WindowSpan(start: position, length: length)
  }

  private func group(
    _ key: GroupIndex.Key, _ window: WindowSpan?, _ result: TaskResult,
    rest: MetricsReport.Entry?
  ) -> MetricsReport.Group {
    let names = (window.map { [$0.key] } ?? []) + key.values.map { $0 ?? "(missing)" }
    return MetricsReport.Group(
      key: names.joined(separator: " × "), window: window,
      values: zip(options.by, key.values).map { ($0, $1) }, rows: result.rows,
      metrics: result.metrics, breakdowns: result.breakdowns, counts: result.counts, rest: rest)
  }

  private var undated: [TaskSummary.Doubt] {
    [
      .init(
        "missing-timestamp", index.undated - index.outsideCalendar,
        "have no time and are in no window", options.timestamp),
      .init(
        "timestamp-outside-calendar", index.outsideCalendar,
        "have a time that is infinite or outside the years 1 to 9999, and are in no window",
        options.timestamp),
    ]
  }

  private func warning(_ doubt: TaskSummary.Doubt) -> MetricsReport.Warning? {
    guard doubt.rows > 0 else { return nil }
    return MetricsReport.Warning(
      code: doubt.code,
      message:
        "\(doubt.rows) of \(doubt.units?.total ?? rows) \(doubt.units?.name ?? "rows") \(doubt.what)",
      column: doubt.column)
  }
}
