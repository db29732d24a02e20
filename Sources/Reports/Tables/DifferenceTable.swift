package import Checklist

/// What is different between two assessments, for the terminal.
package struct DifferenceTable: Sendable {
  private let difference: AssessmentDifference

  /// The table of a difference.
  package init(_ difference: AssessmentDifference) {
    self.difference = difference
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    let since = "Since \(difference.since.visible)"
    guard !difference.isEmpty else {
      return style.paint("\(since): every number, finding and answer is the same.\n", .good)
    }
    var output = style.paint(since, .strong) + "\n"
    let verdict = difference.verdict
    if verdict.before != verdict.after {
      output += "The verdict was \(verdict.before.visible) and is \(verdict.after.visible).\n"
    }
    let changes = difference.aspects + difference.checks
    if !changes.isEmpty {
      output += TextTable(
        columns: [
          .text("item", minimumWidth: 12), .word("was"), .word("is"),
          .remark("finding", minimumWidth: 12),
        ],
        rows: changes.map { change in
          [
            TextTable.Cell(change.id, .strong), TextTable.Cell(change.before ?? "–"),
            TextTable.Cell(change.after ?? "–"), TextTable.Cell(change.finding ?? "", .muted),
          ]
        }
      ).text(style)
    }
    output += line("Same status, other numbers", difference.moved.map(\.id), style)
    output += line("Data that changed", difference.inputs, style)
    output += line("Settings that changed", difference.settings, style)
    return output
  }

  private func line(_ title: String, _ names: [String], _ style: TerminalStyle) -> String {
    guard !names.isEmpty else { return "" }
    return "\(title): \(names.map(\.visible).joined(separator: ", "))".wrapped(to: style.width)
      .map { $0 + "\n" }.joined()
  }
}
