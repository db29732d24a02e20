internal import Checklist
package import Measurements
internal import Statistics

/// What the rows allow to see, for the terminal.
package struct PowerTable: Sendable {
  private let report: PowerReport

  /// The table of a report; nil when no drop was named.
  package init?(_ report: PowerReport) {
    guard report.judged != nil else { return nil }
    self.report = report
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    guard let judged = report.judged else { return "" }
    var output = ""
    for line in sentences(judged).wrapped(to: style.width) { output += line + "\n" }
    guard !judged.groups.isEmpty else { return output }
    return output
      + TextTable(
        columns: [
          .text("group", minimumWidth: 12), .number("rows"), .number("worse by"),
          .word("interval"), .remark("verdict", minimumWidth: 12),
        ],
        rows: judged.groups.map { group in
          let words = MeasurementText(group.loss.value, group.loss.interval, unit: "")
          return [
            TextTable.Cell(group.key, .strong), TextTable.Cell(NumberText.count(group.rows)),
            TextTable.Cell(words.value), TextTable.Cell(words.interval ?? "–", .muted),
            TextTable.Cell(Self.verdict(group)),
          ]
        }
      ).text(style)
  }

  private func sentences(_ judged: PowerReport.Judged) -> String {
    let power = NumberText.percent(report.power)
    let drop = NumberText.plain(judged.drop)
    var text = ""
    if let own = report.metrics.first(where: { $0.key == judged.key }),
      let smallest = own.smallestDrop
    {
      text +=
        "\(NumberText.count(report.rows)) more rows would show a drop of \(judged.key) by "
        + "\(NumberText.plain(smallest)) with a chance of \(power). "
    }
    if let rows = judged.rowsNeeded {
      return text + "A drop by \(drop) needs \(rows.of("row"))."
    }
    return text + "A drop by \(drop) cannot be shown against so few rows."
  }

  private static func verdict(_ group: PowerReport.Group) -> String {
    switch group.judgement {
    case .pass: "as good"
    case .fail: "worse"
    case .undecided(let more?): "undecided: needs about \(NumberText.count(more)) more rows"
    case .undecided(nil), nil: "undecided"
    }
  }
}
