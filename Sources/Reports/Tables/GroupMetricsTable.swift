internal import Checklist
package import Measurements
internal import Statistics

/// The metrics of groups of people for the terminal: for each attribute, each metric's lowest and
/// highest group and how far apart they are.
package struct GroupMetricsTable: Sendable {
  private let report: GroupMetricsReport

  /// The table of a report.
  package init(_ report: GroupMetricsReport) {
    self.report = report
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    style.paint("\(report.rows.of("row"))\n", .strong)
      + report.attributes.map { attribute in
        "\n" + style.paint("by \(attribute.name.visible)\n", .strong)
          + Self.gaps(attribute, style) + Self.leftOut(attribute, style)
      }.joined()
  }

  /// The metrics of one attribute.
  static func gaps(
    _ attribute: GroupMetricsReport.Attribute, _ style: TerminalStyle
  ) -> String {
    TextTable(
      columns: [
        .word("metric"), .number("lowest"), .number("highest"), .number("difference"),
        .word("interval"), .number("ratio"), .word("interval"), .remark("note", minimumWidth: 12),
      ],
      rows: attribute.metrics.map { metric in
        let gaps = metric.gaps
        let unit = metric.card.unit == "share" ? "share" : ""
        let difference = MeasurementText(
          gaps.difference.value, gaps.difference.interval, unit: unit)
        let ratio = MeasurementText(gaps.ratio.value, gaps.ratio.interval, unit: "")
        let note = gaps.difference.note ?? gaps.ratio.note ?? ""
        return [
          TextTable.Cell(metric.card.key, .strong),
          TextTable.Cell(
            MeasurementText(gaps.lowest.value, gaps.lowest.interval, unit: unit).value),
          TextTable.Cell(
            MeasurementText(gaps.highest.value, gaps.highest.interval, unit: unit).value),
          TextTable.Cell(difference.value), TextTable.Cell(difference.interval ?? "–"),
          TextTable.Cell(ratio.value), TextTable.Cell(ratio.interval ?? "–"),
          TextTable.Cell(note, .muted),
        ]
      }
    ).text(style)
  }

  private static func leftOut(
    _ attribute: GroupMetricsReport.Attribute, _ style: TerminalStyle
  ) -> String {
    attribute.groups.compactMap { group in
      group.note.map { style.paint("\(group.name.visible): \($0)\n", .muted) }
    }.joined()
  }
}
