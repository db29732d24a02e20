internal import Checklist
package import Measurements
internal import Statistics

/// Labels that are likely wrong, for the terminal: how many of each class, the ceiling, the worst
/// rows.
package struct LabelErrorTable: Sendable {
  private let report: LabelErrorReport

  /// Rows shown; the JSON document and the file have more.
  private static let shown = 10

  /// The table of a report.
  package init(_ report: LabelErrorReport) {
    self.report = report
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var text = style.paint(
      "\(NumberText.count(report.candidates)) of \(NumberText.count(report.rows)) labels are "
        + "contradicted\n", .strong)
    let noise = words(report.noise)
    let ceiling = words(report.ceiling)
    text += "labels likely wrong  \(noise.value) (\(noise.interval))\n"
    text += "reachable accuracy   \(ceiling.value) (\(ceiling.interval))\n"
    text += "\n" + classes(style)
    if !report.listed.isEmpty { text += "\n" + rows(style) }
    return text
  }

  private func classes(_ style: TerminalStyle) -> String {
    TextTable(
      columns: [
        .text("label", minimumWidth: 8), .number("rows"), .number("wrong"), .word("interval"),
        .number("lost to others"), .word("interval"),
      ],
      rows: report.classes.map { item in
        let wrong = words(item.wrong)
        let lost = words(item.lost)
        return [
          TextTable.Cell(item.name, .strong), TextTable.Cell(NumberText.count(item.rows)),
          TextTable.Cell(wrong.value), TextTable.Cell(wrong.interval), TextTable.Cell(lost.value),
          TextTable.Cell(lost.interval),
        ]
      }
    ).text(style)
  }

  private func rows(_ style: TerminalStyle) -> String {
    let keys = report.options.keys
    let table = TextTable(
      columns: [.number("row")] + keys.map { .text($0) } + [
        .text("label"), .text("looks like"), .number("p(label)"), .number("p(other)"),
      ],
      rows: report.listed.prefix(Self.shown).map { row in
        [TextTable.Cell(NumberText.count(row.row))] + row.keys.map { TextTable.Cell($0 ?? "–") } + [
          TextTable.Cell(report.classes[row.label].name),
          TextTable.Cell(report.classes[row.likely].name),
          TextTable.Cell(NumberText.plain(row.confidence)),
          TextTable.Cell(NumberText.plain(row.likelyConfidence)),
        ]
      }
    ).text(style)
    let more = report.candidates - min(Self.shown, report.listed.count)
    guard more > 0 else { return table }
    return table
      + style.paint("and \(NumberText.count(more)) more: --json, --limit or --out\n", .muted)
  }

  private func words(_ estimate: Estimate) -> (value: String, interval: String) {
    let words = MeasurementText(estimate.value, estimate.interval, unit: "share")
    return (words.value, words.interval ?? "–")
  }
}
