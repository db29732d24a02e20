internal import Checklist
package import Quarantine

/// What a correction changed, for the terminal.
package struct CorrectionTable: Sendable {
  private let correction: Correction

  /// The table of a correction.
  package init(_ correction: Correction) {
    self.correction = correction
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    let batch = correction.batch
    guard correction.rows > 0 else {
      return "Nothing changes: the values of batch \(batch.number) are like that already.\n"
    }
    let heading = "\(NumberText.rows(correction.rows)) of batch \(batch.number) corrected"
    return style.paint(heading + "\n", .strong) + "\n"
      + TextTable(
        columns: [
          .text("column", minimumWidth: 12), .number("rows"), .word("first"),
          .text("before", minimumWidth: 8), .text("after", minimumWidth: 8),
        ],
        rows: correction.columns.map { column in
          [
            TextTable.Cell(column.column, .strong), TextTable.Cell(NumberText.count(column.rows)),
            TextTable.Cell(column.example.id),
            TextTable.Cell(column.example.before?.quotedIfBlank ?? "missing", .muted),
            TextTable.Cell(column.example.after?.quotedIfBlank ?? "missing"),
          ]
        }
      ).text(style) + "\n" + BooksTable.balance(Books([batch])) + "\n"
  }
}
