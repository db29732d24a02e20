internal import Checklist
package import Quarantine

/// Where the rows of a batch are, for the terminal.
package struct BooksTable: Sendable {
  private let lines: [(text: String, tone: TerminalStyle.Tone)]

  private init(_ lines: [(text: String, tone: TerminalStyle.Tone)]) { self.lines = lines }

  /// What discarding did; `keptBroken` are values of which every copy breaks another rule.
  package static func discarded(
    _ rows: Int, _ batch: Batch, keptBroken: Int = 0
  ) -> BooksTable {
    let note =
      "of \(NumberText.count(keptBroken)) value\(keptBroken == 1 ? "" : "s") every copy breaks another rule too: "
      + "the first is kept, and has to be corrected or discarded"
    return BooksTable(
      [("\(NumberText.rows(rows)) of batch \(batch.number) discarded", .strong)]
        + (keptBroken > 0 ? [(note, .caution)] : [])
        + [(balance(Books([batch])), .muted)])
  }

  /// `rows  9 in = 2 passed + 3 held + 3 released + 1 discarded`.
  static func balance(_ books: Books) -> String {
    func part(_ count: Int, _ word: String) -> String { "\(NumberText.count(count)) \(word)" }
    return "rows  "
      + part(books.rows, "in = ") + part(books.passed, "passed + ") + part(books.held, "held + ")
      + part(books.released, "released + ") + part(books.discarded, "discarded")
  }

  /// The lines, each ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    lines.map { style.paint($0.text, $0.tone) + "\n" }.joined()
  }
}

extension NumberText {
  /// `1 row`, `1,234 rows`.
  static func rows(_ count: Int) -> String {
    "\(self.count(count)) row\(count == 1 ? "" : "s")"
  }
}
