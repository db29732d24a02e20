internal import Checklist
package import Measurements
internal import Statistics

/// Rolling windows and the months of a model's life, for the terminal.
package struct SeriesTable: Sendable {
  private let report: MetricsReport

  /// The table of a report; nil when it has neither.
  package init?(_ report: MetricsReport) {
    guard !report.rolling.isEmpty || !report.ages.isEmpty else { return nil }
    self.report = report
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    [rolling(style), ages(style)].compactMap(\.self).joined(separator: "\n")
  }

  /// The metric that a narrow table has room for: the first of the report.
  private var chief: String? { report.metrics.first?.card.key }

  private func rolling(_ style: TerminalStyle) -> String? {
    guard !report.rolling.isEmpty, let key = chief else { return nil }
    return TextTable(
      columns: [
        .text("rolling windows", minimumWidth: 16), .number("rows"), .number(key),
        .word("interval"),
      ],
      rows: report.rolling.map { group in
        [TextTable.Cell(group.key, .strong), TextTable.Cell(NumberText.count(group.rows))]
          + cells(group[key])
      }
    ).text(style)
  }

  private func ages(_ style: TerminalStyle) -> String? {
    guard !report.ages.isEmpty, let key = chief else { return nil }
    func estimate(_ entries: [MetricsReport.Entry]) -> Estimate? {
      entries.first { $0.card.key == key }?.estimate
    }
    return TextTable(
      columns: [
        .text("age in months"), .number("rows"), .number(key), .word("interval"),
        .number("so far"), .word("interval"),
      ],
      rows: report.ages.map { age in
        [
          TextTable.Cell("\(age.months) to \(age.months + 1)", .strong),
          TextTable.Cell(NumberText.count(age.rows)),
        ] + cells(estimate(age.metrics)) + cells(estimate(age.metricsSoFar))
      }
    ).text(style)
  }

  private func cells(_ estimate: Estimate?) -> [TextTable.Cell] {
    let words = MeasurementText(estimate?.value, estimate?.interval, unit: "")
    return [TextTable.Cell(words.value), TextTable.Cell(words.interval ?? "–", .muted)]
  }
}
