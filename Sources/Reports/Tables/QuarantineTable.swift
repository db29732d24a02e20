internal import Checklist
package import Quarantine

/// The batches of a quarantine store, for the terminal: where their rows are, and why they are
/// held.
package struct QuarantineTable: Sendable {
  private let batches: [ListedBatch]

  /// The table of some batches.
  package init(_ batches: [ListedBatch]) {
    self.batches = batches
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    guard !batches.isEmpty else { return "The store holds no batch.\n" }
    let holding = batches.filter { $0.batch.held > 0 }
    var text = overview.text(style)
    for listed in holding where !listed.batch.blocking.isEmpty {
      text +=
        "batch \(listed.batch.number) is held as a whole by "
        + "\(listed.batch.blocking.joined(separator: ", ").visible)\n"
    }
    if !holding.isEmpty {
      text += "\n" + rules(holding).text(style) + "\n" + columns(holding).text(style) + "\n"
    }
    return text + BooksTable.balance(Books(batches.map(\.batch))) + "\n"
  }

  private var overview: TextTable {
    TextTable(
      columns: [
        .number("batch"), .word("when"), .remark("data", minimumWidth: 8), .number("in"),
        .number("passed"), .number("held"), .number("corrected"), .number("released"),
        .number("discarded"),
      ],
      rows: batches.map { listed in
        let batch = listed.batch
        let held = TextTable.Cell(
          NumberText.count(batch.held), batch.held > 0 ? .caution : .plain)
        return [
          TextTable.Cell("\(batch.number)", .strong),
          TextTable.Cell(String(batch.origin.time.prefix(10)), .muted),
          TextTable.Cell(batch.origin.source), TextTable.Cell(NumberText.count(batch.rowsIn)),
          TextTable.Cell(NumberText.count(batch.passed)), held,
          TextTable.Cell(NumberText.count(batch.corrected)),
          TextTable.Cell(NumberText.count(batch.released)),
          TextTable.Cell(NumberText.count(batch.discarded)),
        ]
      })
  }

  private func rules(_ holding: [ListedBatch]) -> TextTable {
    TextTable(
      columns: [
        .text("rule", minimumWidth: 14), .number("batch"), .number("rows"), .word("first"),
        .note("values"),
      ],
      rows: holding.flatMap { listed in
        listed.summary.rules.map { rule in
          [
            TextTable.Cell(rule.id, .strong), TextTable.Cell("\(listed.batch.number)"),
            TextTable.Cell(NumberText.count(rule.rows)), TextTable.Cell(rule.example?.id ?? "–"),
            TextTable.Cell(rule.example.map { HeldRowsTable.words($0.values) } ?? "all rows"),
          ]
        }
      })
  }

  private func columns(_ holding: [ListedBatch]) -> TextTable {
    TextTable(
      columns: [
        .text("column", minimumWidth: 14), .number("batch"), .number("rows"),
        .note("least … greatest"),
      ],
      rows: holding.flatMap { listed in
        listed.summary.columns.map { column in
          [
            TextTable.Cell(column.column, .strong), TextTable.Cell("\(listed.batch.number)"),
            TextTable.Cell(NumberText.count(column.rows)),
            TextTable.Cell(column.examples.map(\.quotedIfBlank).joined(separator: " … ")),
          ]
        }
      })
  }
}
