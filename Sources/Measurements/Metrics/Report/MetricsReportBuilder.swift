/// Turns what a task says about its rows into a report.
struct MetricsReportBuilder {
  let options: MetricOptions
  let rows: Int
  let index: GroupIndex

  func report(_ task: some MetricTask) -> MetricsReport {
    let overall = task.overall
    return MetricsReport(
      task: options.task, rows: rows, metrics: overall.result.metrics,
      breakdowns: overall.result.breakdowns, counts: overall.result.counts,
      parameters: overall.parameters,
      groups: (options.isGrouped ? sortedGroups : []).map { number, key in
        group(key, task.group(number))
      },
      warnings: (overall.doubts + [undated]).compactMap(warning),
      measurement: overall.measurement)
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

  private func group(_ key: GroupIndex.Key, _ result: TaskResult) -> MetricsReport.Group {
    var window: WindowSpan?
    if let position = key.window, let length = options.window {
      window = WindowSpan(start: position, length: length)
    }
    let names = (window.map { [$0.key] } ?? []) + key.values.map { $0 ?? "(missing)" }
    return MetricsReport.Group(
      key: names.joined(separator: " × "), window: window,
      values: zip(options.by, key.values).map { ($0, $1) }, rows: result.rows,
      metrics: result.metrics, breakdowns: result.breakdowns,
      counts: result.counts)
  }

  private var undated: TaskSummary.Doubt {
    .init(
      "missing-timestamp", index.undated, "have no time and are in no window", options.timestamp)
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
