internal import Checklist
package import Contracts
package import Quarantine

/// What a release did, for the terminal: rows handed on, and why the others stay.
package struct ReleaseTable: Sendable {
  private let release: Release
  private let constraints: [ConstraintResult]

  /// The table of a release; `constraints` say how the rules fared among all held rows.
  package init(_ release: Release, _ constraints: [ConstraintResult]) {
    self.release = release
    self.constraints = constraints
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    let batch = release.batch
    let isAll = release.released == release.judged
    let heading =
      "\(NumberText.count(release.released)) of \(NumberText.rows(release.judged)) of batch "
      + "\(batch.number) released\n"
    var text = style.paint(heading, isAll ? .good : .caution)
    let broken = constraints.filter { !$0.ok && $0.severity > .warn && !$0.isSkipped }
    if !isAll, !broken.isEmpty {
      text +=
        "\n"
        + TextTable(
          columns: [
            .text("broken still", minimumWidth: 16), .number("rows"),
            .note("found"),
          ],
          rows: broken.map { result in
            [
              TextTable.Cell(result.id, .strong),
              TextTable.Cell(result.level == "row" ? NumberText.count(result.failed) : "all"),
              TextTable.Cell(result.words(showsPlace: false)),
            ]
          }
        ).text(style) + "\n"
    }
    if let file = release.to { text += "handed on to \(file.visible)\n" }
    return text + BooksTable.balance(Books([batch])) + "\n"
  }
}
