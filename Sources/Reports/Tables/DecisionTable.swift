package import Checklist

/// Entries of the decision log, for the terminal.
package struct DecisionTable: Sendable {
  private let entries: [DecisionEntry]

  /// The table of some entries.
  package init(_ entries: [DecisionEntry]) {
    self.entries = entries
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    guard !entries.isEmpty else { return "No decision has been recorded.\n" }
    return TextTable(
      columns: [
        .number("no"), .word("when"), .text("item", minimumWidth: 10), .word("decision"),
        .text("by"), .word("until"), .remark("reason", minimumWidth: 12),
      ],
      rows: entries.map { entry in
        [
          TextTable.Cell("\(entry.number)", .muted),
          TextTable.Cell(String(entry.time.prefix(10)), .muted),
          TextTable.Cell(entry.item, .strong), TextTable.Cell(entry.kind.rawValue),
          TextTable.Cell(entry.by), TextTable.Cell(entry.until ?? "–", .muted),
          TextTable.Cell(entry.reason),
        ]
      }
    ).text(style)
  }
}
