internal import Checklist
package import Measurements
internal import Statistics

/// The metrics to expect of production's mix of groups, for the terminal.
package struct MixTable: Sendable {
  private let report: MixReport

  /// The table of a report.
  package init(_ report: MixReport) {
    self.report = report
  }

  /// Groups shown; the JSON document has all.
  private static let shown = 20

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var output = style.paint("expected with production's mix of groups\n", .strong)
    output += TextTable(
      columns: [.word("metric"), .number("expected"), .word("interval")],
      rows: report.metrics.filter { $0.estimate.value != nil }.map { entry in
        let words = MeasurementText(entry.estimate.value, entry.estimate.interval, unit: "")
        return [
          TextTable.Cell(entry.card.key, .strong), TextTable.Cell(words.value),
          TextTable.Cell(words.interval ?? "–"),
        ]
      }
    ).text(style)
    output += TextTable(
      columns: [.text("group", minimumWidth: 12), .number("production"), .number("here")],
      rows: report.parts.prefix(Self.shown).map { part in
        [
          TextTable.Cell(part.key, .strong), TextTable.Cell(NumberText.percent(part.share)),
          TextTable.Cell(part.measuredShare.map { NumberText.percent($0) } ?? "not measured"),
        ]
      }
    ).text(style)
    if report.parts.count > Self.shown {
      output += style.paint(
        "and \(NumberText.count(report.parts.count - Self.shown)) more: --json\n", .muted)
    }
    return output
  }
}
