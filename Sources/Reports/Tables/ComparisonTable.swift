internal import Checklist
package import Measurements
internal import Statistics

/// Metrics against those of another document, for the terminal.
package struct ComparisonTable: Sendable {
  private let comparison: MetricComparison

  /// The table of a comparison.
  package init(_ comparison: MetricComparison) {
    self.comparison = comparison
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var output = style.paint("against \(comparison.name.visible)\n", .strong)
    output += table(comparison.rows, "metric", style)
    for group in comparison.groups {
      let title =
        group.here == group.there ? group.here : "\(group.here) against \(group.there)"
      output += "\n" + table(group.rows, title, style)
    }
    let reasons = Set(comparison.rows.compactMap(\.refusal)).sorted()
    let moved = Dictionary(grouping: comparison.rows.filter { $0.translation != nil }) {
      $0.translation ?? ""
    }
    let translations = moved.sorted { $0.key < $1.key }.map { words, rows in
      "\(rows.map(\.key).joined(separator: ", ")): here \(words)"
    }
    let notes = translations + reasons.map { "not compared: \($0)" } + comparison.notes
    for text in notes {
      for line in text.visible.wrapped(to: style.width) {
        output += style.paint(line, .muted) + "\n"
      }
    }
    return output
  }

  private func table(
    _ rows: [MetricComparison.Row], _ title: String, _ style: TerminalStyle
  ) -> String {
    TextTable(
      columns: [
        .text(title, minimumWidth: 12), .number("here"), .number("there"), .number("difference"),
        .word("interval"),
      ],
      rows: rows.map { row in
        let words = MeasurementText(row.difference?.value, row.difference?.interval, unit: "")
        return [
          TextTable.Cell(row.key, .strong), TextTable.Cell(value(row.here)),
          TextTable.Cell(value(row.there)), TextTable.Cell(words.value),
          TextTable.Cell(words.interval ?? "–", .muted),
        ]
      }
    ).text(style)
  }

  private func value(_ estimate: Estimate) -> String {
    MeasurementText(estimate.value, estimate.interval, unit: "").value
  }
}
