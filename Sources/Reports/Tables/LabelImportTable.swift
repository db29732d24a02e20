internal import Checklist
package import Measurements
internal import Statistics

/// Labels joined to predictions, for the terminal: counts, delay, completeness, and how labelled
/// rows differ from the others.
package struct LabelImportTable: Sendable {
  private let report: LabelImportReport
  private let selection: DriftReport?
  private let path: String?

  /// The table of a report; `path` is the joined file.
  package init(_ report: LabelImportReport, selection: DriftReport?, path: String?) {
    self.report = report
    self.selection = selection
    self.path = path
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    let predictions = report.predictions
    let labels = report.labels
    var text = style.paint(
      "\(NumberText.count(predictions.labelled)) of \(NumberText.count(predictions.rows)) "
        + "predictions labelled\(path.map { ": \($0.visible)" } ?? "")\n", .strong)
    text += TextTable(
      columns: [
        .word("labels"), .number("count"), .remark("what becomes of them", minimumWidth: 20),
      ],
      rows: [
        ("rows", labels.rows, ""), ("unusable", labels.unusable, "no id or label: left out"),
        ("duplicates", labels.duplicates, "say the same again: counted once"),
        ("corrections", labels.corrections, "ids whose label changed: the latest counts"),
        ("conflicts", labels.conflicts, "ids with contradicting labels: none counts"),
        ("orphans", labels.orphans, "ids without a prediction"),
      ].map { name, count, note in
        [
          TextTable.Cell(name, .strong), TextTable.Cell(NumberText.count(count)),
          TextTable.Cell(note, .muted),
        ]
      }
    ).text(style)
    let coverage = words(report.coverage)
    text += "coverage \(coverage.value) (\(coverage.interval))\n"
    text += delay(style) + differences()
    return text
  }

  private func delay(_ style: TerminalStyle) -> String {
    guard let delay = report.delay else { return "" }
    let quantiles = delay.quantiles.compactMap { share, days in
      days.map { "\(NumberText.plain(share * 100)) %: \(NumberText.plain($0))" }
    }
    var text = "days until a label  \(quantiles.joined(separator: "  "))\n"
    if !report.completeness.isEmpty {
      text +=
        "\n"
        + TextTable(
          columns: [
            .number("days"), .number("predictions"), .number("labelled by then"), .word("interval"),
          ],
          rows: report.completeness.map { point in
            let share = words(point.share)
            return [
              TextTable.Cell(NumberText.count(point.days)),
              TextTable.Cell(NumberText.count(point.rows)), TextTable.Cell(share.value),
              TextTable.Cell(share.interval),
            ]
          }
        ).text(style)
    }
    return text
  }

  private func differences() -> String {
    guard let selection else { return "" }
    let drifted = selection.columns.filter { $0.decision == .drifted }.map(\.name.visible)
    return drifted.isEmpty
      ? "Labelled rows do not visibly differ from the others.\n"
      : "Labelled rows differ from the others in \(drifted.joined(separator: ", ")): "
        + "figures from labels are not those of all rows.\n"
  }

  private func words(_ estimate: Estimate) -> (value: String, interval: String) {
    let words = MeasurementText(estimate.value, estimate.interval, unit: "share")
    return (words.value, words.interval ?? "–")
  }
}
