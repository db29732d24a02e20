internal import Checklist
package import Measurements
internal import Statistics

/// Metrics at a declared share of positives for the terminal.
package struct PrevalenceTable: Sendable {
  private let report: PrevalenceReport

  /// The table of a report.
  package init(_ report: PrevalenceReport) {
    self.report = report
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    let correction = report.correction
    var output = style.paint(
      "at \(NumberText.percent(correction.production)) positives, instead of "
        + "\(NumberText.percent(correction.data)) in the data\n", .strong)
    output += TextTable(
      columns: [.word("metric"), .number("value"), .word("interval")],
      rows: report.metrics.map { entry in
        let words = MeasurementText(entry.estimate.value, entry.estimate.interval, unit: "")
        return [
          TextTable.Cell(entry.card.key, .strong), TextTable.Cell(words.value),
          TextTable.Cell(words.interval ?? "–"),
        ]
      }
    ).text(style)
    if let threshold = report.correctedThreshold, let score = report.equivalentScore {
      let sentence =
        "A score at the threshold is a probability of \(NumberText.plain(threshold)) in production; "
        + "the score whose corrected probability is the threshold is \(NumberText.plain(score))."
      output += sentence.wrapped(to: style.width).map { style.paint($0, .muted) + "\n" }.joined()
    }
    return output
  }
}
