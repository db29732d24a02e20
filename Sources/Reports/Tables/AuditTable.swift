internal import Checklist
package import Quarantine

/// The audit log of a quarantine store, for the terminal.
package struct AuditTable: Sendable {
  private let entries: [AuditEntry]

  /// The table of some entries.
  package init(_ entries: [AuditEntry]) {
    self.entries = entries
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    guard !entries.isEmpty else { return "Nothing has been done yet.\n" }
    return TextTable(
      columns: [
        .number("no"), .word("when"), .word("what"), .number("batch"), .number("rows"),
        .number("held then"), .text("by"), .note("how and why"),
      ],
      rows: entries.map { entry in
        [
          TextTable.Cell("\(entry.number)", .muted),
          TextTable.Cell(String(entry.time.prefix(16)), .muted),
          TextTable.Cell(entry.action.rawValue, .strong), TextTable.Cell("\(entry.batch)"),
          TextTable.Cell(NumberText.count(entry.rows)),
          TextTable.Cell(NumberText.count(entry.held)),
          TextTable.Cell(
            entry.by ?? entry.user.map { "user \($0)" } ?? "not said",
            entry.by == nil ? .muted : .plain),
          TextTable.Cell(
            (entry.how + [entry.to.map { "→ \($0)" }, entry.reason].compactMap(\.self))
              .joined(separator: "; ")),
        ]
      }
    ).text(style)
  }
}
