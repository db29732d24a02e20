internal import Checklist
package import Measurements
package import Statistics

/// Metrics for the terminal: all metrics of all rows, then the chief ones of each group.
package struct MetricsTable: Sendable {
  private let report: MetricsReport
  private let ceiling: Estimate?

  /// The table of a report.
  ///
  /// - Parameter ceiling: the accuracy that the labels leave reachable, where it is known.
  package init(_ report: MetricsReport, ceiling: Estimate? = nil) {
    self.report = report
    self.ceiling = ceiling
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var output = style.paint(
      "\(NumberText.count(report.rows)) rows, \(report.task.rawValue)\n", .strong)
    output += TextTable(
      columns: [
        .word("metric"), .number("value"), .word("interval"),
      ],
      rows: report.metrics.map { entry in
        let estimate = entry.estimate
        let words = MeasurementText(estimate.value, estimate.interval, unit: "")
        return [
          TextTable.Cell(entry.card.key, .strong), TextTable.Cell(words.value),
          TextTable.Cell(words.interval ?? "–"),
        ]
      }
    ).text(style)
    for entry in report.metrics {
      guard let note = entry.estimate.note else { continue }
      for line in "\(entry.card.key): \(note)".visible.wrapped(to: style.width) {
        output += style.paint(line, .muted) + "\n"
      }
    }
    output += reachable(style)
    if !report.groups.isEmpty { output += "\n" + groups(style) }
    return output
  }

  /// How good the metrics can be with labels like these.
  private func reachable(_ style: TerminalStyle) -> String {
    guard let ceiling else { return "" }
    guard ceiling.value != nil else {
      return style.paint("reachable accuracy: \(ceiling.note ?? "unknown")\n", .muted)
    }
    let words = MeasurementText(ceiling.value, ceiling.interval, unit: "")
    let interval = words.interval.map { " (\($0))" } ?? ""
    return "reachable accuracy with these labels: \(words.value)\(interval)\n"
  }

  /// The metrics that a narrow table has room for.
  private var chief: [String] {
    switch report.task {
    case .binary: report["rocAUC"] == nil ? ["accuracy", "f1"] : ["rocAUC", "accuracy"]
    case .regression: ["mae", "rmse"]
    }
  }

  private func groups(_ style: TerminalStyle) -> String {
    let columns: [TextTable.Column] =
      [.text("group", minimumWidth: 12), .number("rows")]
      + chief.flatMap { [.number($0), .word("interval")] }
    return TextTable(
      columns: columns,
      rows: report.groups.map { group in
        [TextTable.Cell(group.key, .strong), TextTable.Cell(NumberText.count(group.rows))]
          + chief.flatMap { key in
            let estimate = group[key]
            let words = MeasurementText(estimate?.value, estimate?.interval, unit: "")
            return [
              TextTable.Cell(words.value), TextTable.Cell(words.interval ?? "–", .muted),
            ]
          }
      }
    ).text(style)
  }
}
