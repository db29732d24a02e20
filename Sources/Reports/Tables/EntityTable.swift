internal import Checklist
package import Measurements
internal import Statistics

/// Metrics of whole entities for the terminal, beside those of their pieces.
package struct EntityTable: Sendable {
  private let report: EntityReport

  /// The table of a report.
  package init(_ report: EntityReport) {
    self.report = report
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var title =
      "\(NumberText.count(report.entities)) entities by \(report.options.column.visible), "
      + "\(report.options.aggregate.name)"
    if let pieces = report.pieces {
      title +=
        "; pieces \(NumberText.count(pieces.fewest)) to \(NumberText.count(pieces.most)), "
        + "\(NumberText.plain(pieces.mean)) on average"
    }
    var output = style.paint(title + "\n", .strong)
    output += comparison(style)
    if let expectation = report.expectation, expectation.note == nil {
      output += "\n" + expected(expectation, style)
    }
    return output
  }

  private func comparison(_ style: TerminalStyle) -> String {
    TextTable(
      columns: [
        .word("metric"), .number("per row"), .word("interval"), .number("per entity"),
        .word("interval"),
      ],
      rows: report.metrics.map { entry in
        let row = report.rowMetrics.first { $0.card.key == entry.card.key }?.estimate
        return [TextTable.Cell(entry.card.key, .strong)] + cells(row) + cells(entry.estimate)
      }
    ).text(style)
  }

  private func expected(
    _ expectation: EntityReport.Expectation, _ style: TerminalStyle
  ) -> String {
    var title = "expected of whole entities if their pieces err independently"
    if let pieces = expectation.pieces {
      title +=
        ": \(NumberText.count(pieces)) pieces, of positive ones "
        + "\(NumberText.count(expectation.positivePieces ?? 1)) positive"
    }
    if let prevalence = expectation.prevalence {
      title += "; \(NumberText.percent(prevalence)) positive"
    }
    let lines = title.wrapped(to: style.width).map { style.paint($0, .strong) + "\n" }
    return lines.joined()
      + TextTable(
        columns: [.word("metric"), .number("expected"), .word("interval")],
        rows: expectation.metrics.map { [TextTable.Cell($0.key, .strong)] + cells($0.estimate) }
      ).text(style)
  }

  private func cells(_ estimate: Estimate?) -> [TextTable.Cell] {
    let words = MeasurementText(estimate?.value, estimate?.interval, unit: "")
    return [TextTable.Cell(words.value), TextTable.Cell(words.interval ?? "–", .muted)]
  }
}
