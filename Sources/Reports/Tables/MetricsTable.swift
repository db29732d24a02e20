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
      "\(report.rows.of("row")), \(report.task.rawValue)\n", .strong)
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
      guard let note = entry.estimate.remark else { continue }
      for line in "\(entry.card.key): \(note)".visible.wrapped(to: style.width) {
        output += style.paint(line, .muted) + "\n"
      }
    }
    for (name, count) in report.counts {
      output += "\(name): \(NumberText.count(count))\n"
    }
    for breakdown in report.breakdowns where !breakdown.parts.isEmpty {
      output += "\n" + parts(breakdown, style)
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
    case .multiclass: report["rocAUC"] == nil ? ["accuracy", "macroF1"] : ["rocAUC", "accuracy"]
    case .forecast:
      report["mase"] != nil
        ? ["mae", "mase"] : report["mae"] != nil ? ["mae", "rmse"] : ["pinball", "coverage"]
    case .ranking: ["ndcg", "hitRate"]
    }
  }

  /// The classes, quantiles or intervals of all rows, with the metrics that a narrow table has room
  /// for.
  private func parts(_ breakdown: MetricsReport.Breakdown, _ style: TerminalStyle) -> String {
    let wide: Set = ["specificity", "averagePrecision"]
    let keys = breakdown.parts.first?.metrics.map(\.card.key).filter { !wide.contains($0) } ?? []
    return TextTable(
      columns: [.text(breakdown.key, minimumWidth: 12), .number("rows")] + keys.map { .number($0) },
      rows: breakdown.parts.map { part in
        let labels = part.labels.map { label in
          switch label {
          case .text(_, let text): text
          case .number(_, let number): Self.text(number)
          }
        }
        return [
          TextTable.Cell(labels.joined(separator: " · "), .strong),
          TextTable.Cell(NumberText.count(part.rows)),
        ]
          + keys.map { key in
            let value = part.metrics.first { $0.card.key == key }?.estimate.value
            return TextTable.Cell(Self.text(value))
          }
      }
    ).text(style)
  }

  private static func text(_ value: Double?) -> String {
    MeasurementText(value, nil, unit: "").value
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
