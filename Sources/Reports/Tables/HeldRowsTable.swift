internal import Checklist
internal import Contracts
package import Quarantine

/// Rows of a quarantine store, for the terminal.
package struct HeldRowsTable: Sendable {
  private let rows: [HeldRow]
  private let count: Int
  private let out: String?

  /// The table of the first of `count` rows; `out` is the file that was written.
  package init(_ rows: [HeldRow], count: Int, out: String?) {
    self.rows = rows
    self.count = count
    self.out = out
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var text = ""
    if !rows.isEmpty {
      text += TextTable(
        columns: [
          .word("row"), .word("state"), .text("key", minimumWidth: 8),
          .text("broken", minimumWidth: 12), .note("values"),
        ],
        rows: rows.map { row in
          [
            TextTable.Cell(row.id, .strong), TextTable.Cell(row.state, .muted),
            TextTable.Cell(Self.name(row)), TextTable.Cell(row.rules.joined(separator: ", ")),
            TextTable.Cell(Self.words(row.values.mapValues(Self.shown))),
          ]
        }
      ).text(style)
    }
    if count > rows.count || rows.isEmpty {
      text += "\(NumberText.rows(count)), of which \(NumberText.count(rows.count)) shown\n"
    }
    if let out { text += "\(NumberText.rows(count)) written to \(out.visible)\n" }
    return text
  }

  /// `fare = -5, id = 2`.
  static func words(_ values: [String: String]) -> String {
    values.sorted { $0.key < $1.key }.map {
      "\($0.key.quotedIfBlank) = \($0.value.quotedIfBlank)"
    }.joined(separator: ", ")
  }

  /// A value without the digits that arithmetic leaves, unless it is then a whole number.
  private static func shown(_ value: String) -> String {
    ShownNumber.text(
      value, significant: ConstraintResult.valueDigits,
      apartFrom: Double(value).map { [$0.rounded()] } ?? [])
  }

  /// What names a row: its key, else its place.
  private static func name(_ row: HeldRow) -> String {
    guard row.key.isEmpty else { return words(row.key) }
    let file = row.file?.split(separator: "/").last.map { "\($0) " } ?? ""
    return row.row.map { "\(file)row \($0)" } ?? "–"
  }
}
