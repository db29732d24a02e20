internal import Checklist
package import Measurements
internal import Statistics

/// Weak slices for the terminal: what defines each, how many rows it holds, how much worse it is.
package struct SlicesTable: Sendable {
  private let report: SliceReport

  /// The table of a report.
  package init(_ report: SliceReport) {
    self.report = report
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var output = style.paint("weak slices by \(report.loss.name.visible)\n", .strong)
    if report.slices.isEmpty {
      output += wrapped(emptySentence, style)
    } else {
      output += table.text(style)
      output += wrapped(
        "Found on one half of the rows, measured on the other. Of \(report.candidates) put to the "
          + "test \(report.slices.count) passed, at a false discovery rate of "
          + "\(NumberText.percent(report.falseDiscoveryRate)).", style)
    }
    for skipped in report.skipped {
      output += wrapped("not searched: \(skipped.column), \(skipped.reason)", style)
    }
    return output
  }

  private var emptySentence: String {
    if let note = report.note { return "Not searched: \(note)." }
    return "None: of \(report.candidates) candidates none passed on held-out rows. Slices of fewer "
      + "than \(report.smallestRows.of("row")) in each half were not looked at."
  }

  private func wrapped(_ text: String, _ style: TerminalStyle) -> String {
    text.visible.wrapped(to: style.width).map { style.paint($0, .muted) + "\n" }.joined()
  }

  private var table: TextTable {
    TextTable(
      columns: [
        .text("slice", minimumWidth: 20), .number("rows"), .number("loss"), .number("rest"),
        .word("worse by"),
      ],
      rows: report.slices.map { slice in
        let words = MeasurementText(slice.difference.value, slice.difference.interval, unit: "")
        return [
          TextTable.Cell(
            slice.conditions.map { condition in condition.phrase { NumberText.plain($0) } }.joined(
              separator: ", "), .strong),
          TextTable.Cell(NumberText.count(slice.rows)),
          TextTable.Cell(NumberText.plain(slice.loss)),
          TextTable.Cell(NumberText.plain(slice.rest)),
          TextTable.Cell(words.interval ?? words.value),
        ]
      })
  }
}
