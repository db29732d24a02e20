package import Checklist

/// Whether an assessment's evidence still stands, for the terminal.
package struct VerificationTable: Sendable {
  private let finished: FinishedVerification

  /// The table of a verification.
  package init(_ finished: FinishedVerification) {
    self.finished = finished
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    let items = finished.verification.items
    let doubtful = finished.verification.doubtful
    let stale = doubtful.count { $0.state == .stale }
    let heading =
      if !finished.isGood {
        style.paint("✗ \(finished.faults.map(\.words).joined(separator: "; "))", .bad)
      } else if finished.isOpen {
        style.paint("? open", .caution)
      } else {
        style.paint("✓ the evidence stands", .good)
      }
    var output =
      "\(heading)  \(finished.report.visible) of \(finished.record.time.visible)\n"
      + "\(stale) of \(items.count) items are stale"
    let unknown = doubtful.count - stale
    output += unknown > 0 ? ", \(unknown) cannot be told without --recompute.\n" : ".\n"
    if !doubtful.isEmpty {
      output +=
        "\n"
        + TextTable(
          columns: [
            .text("item", minimumWidth: 12), .word("state"), .remark("why", minimumWidth: 20),
          ],
          rows: doubtful.map { item in
            [
              TextTable.Cell(item.id, .strong),
              TextTable.Cell(item.state.rawValue, item.state == .stale ? .bad : .caution),
              TextTable.Cell(item.reasons.joined(separator: "; ")),
            ]
          }
        ).text(style)
    }
    switch finished.log {
    case .whole(let entries):
      output +=
        "\nDecision log: \(entries == 1 ? "1 entry" : "\(entries) entries"), the chain holds.\n"
    case .broken(let problem):
      output += "\n" + style.paint("Decision log: \(problem.visible)", .bad) + "\n"
    }
    if let difference = finished.difference {
      output +=
        difference.isOfDecisionsAlone
        ? "\nMeasured again: every number and finding is the same. What was decided changed:\n"
          + DifferenceTable(difference).text(style)
        : "\nMeasured again. " + DifferenceTable(difference).text(style)
      if !finished.notRepeated.isEmpty {
        output +=
          "Not made again, since they send something: "
          + finished.notRepeated.joined(separator: ", ") + ".\n"
      }
    }
    return output
  }
}

extension FinishedVerification.Fault {
  /// A clause for people.
  var words: String {
    switch self {
    case .stale: "stale"
    case .differs: "measured again, it came out otherwise"
    case .brokenLog: "the decision log is broken"
    }
  }
}
