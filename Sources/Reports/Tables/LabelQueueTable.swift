internal import Checklist
package import Learners

/// A queue of rows to label for the terminal: what was chosen, how, and where it is.
package struct LabelQueueTable: Sendable {
  private let queue: LabelQueue
  private let path: String

  /// Strata shown; the JSON document has all.
  private static let shown = 20

  /// The table of a queue that was written to `path`.
  package init(_ queue: LabelQueue, path: String) {
    self.queue = queue
    self.path = path
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    let range = queue.probabilities
    var text = style.paint(
      "\(NumberText.count(queue.chosen.count)) of \(queue.rows.of("row")) to label: "
        + "\(path.visible)\n", .strong)
    text += "chosen by \(queue.method.name)"
    if let random = queue.randomProbability, queue.method != .random {
      text +=
        "; \(NumberText.count(queue.randomRows)) of them at random, every row with "
        + "probability \(NumberText.plain(random))"
    }
    text += "\ninclusion probabilities \(NumberText.plain(range.low))"
    if range.high > range.low { text += " to \(NumberText.plain(range.high))" }
    text +=
      ": weigh each label by 1 / inclusion_probability\n"
      + "worth about \(NumberText.count(Int(queue.effectiveRows.rounded()))) rows drawn alike\n"
    if let cells = queue.cells {
      text += "\(NumberText.count(cells)) cells of like rows\n"
    }
    if !queue.strata.isEmpty { text += "\n" + strata(style) }
    return text
  }

  private func strata(_ style: TerminalStyle) -> String {
    let table = TextTable(
      columns: [
        .text("stratum", minimumWidth: 12), .number("rows"), .number("chosen"),
        .number("probability"),
      ],
      rows: queue.strata.prefix(Self.shown).map { stratum in
        [
          TextTable.Cell(stratum.value, .strong), TextTable.Cell(NumberText.count(stratum.rows)),
          TextTable.Cell(NumberText.count(stratum.chosen)),
          TextTable.Cell(
            NumberText.plain(Double(stratum.chosen) / Double(max(1, stratum.rows)))),
        ]
      }
    ).text(style)
    guard queue.strata.count > Self.shown else { return table }
    let more = NumberText.count(queue.strata.count - Self.shown)
    return table + style.paint("and \(more) more: --json\n", .muted)
  }
}
