package import Checklist

extension StepSummary {
  /// The summary of a verification.
  package init(_ finished: FinishedVerification) {
    let doubtful = finished.verification.doubtful
    let stale = doubtful.count { $0.state == .stale }
    let heading =
      !finished.isGood
      ? "❌ The evidence does not stand: \(finished.faults.map(\.words).joined(separator: "; "))"
      : finished.isOpen ? "⚠️ The evidence is open" : "✅ The evidence stands"
    var text = "# \(heading)\n\n"
    text += "\(finished.report.markdownEscaped) of \(finished.record.time.markdownEscaped): "
    text += "\(stale) of \(finished.verification.items.count) items are stale"
    let unknown = doubtful.count - stale
    text += unknown > 0 ? ", \(unknown) cannot be told without measuring again.\n" : ".\n"
    if !doubtful.isEmpty {
      text += "\n| Item | State | Why |\n| --- | --- | --- |\n"
      for item in doubtful {
        text += "| \(item.id.markdownEscaped) | \(item.state.rawValue) "
        text += "| \(item.reasons.joined(separator: "; ").markdownEscaped) |\n"
      }
    }
    switch finished.log {
    case .whole(let entries):
      text +=
        "\nDecision log: \(entries == 1 ? "1 entry" : "\(entries) entries"), the chain holds.\n"
    case .broken(let problem): text += "\n**Decision log:** \(problem.markdownEscaped)\n"
    }
    if let difference = finished.difference { text += Self.words(difference) }
    self.init(text + Self.next(finished))
  }

  private static func words(_ difference: AssessmentDifference) -> String {
    guard !difference.isEmpty else { return "\nMeasured again: every number is the same.\n" }
    var text =
      difference.isOfDecisionsAlone
      ? "\nMeasured again: every number is the same. What was decided changed:\n\n"
      : "\nMeasured again, these came out otherwise:\n\n"
    text += "| Item | Was | Is |\n| --- | --- | --- |\n"
    for change in difference.aspects + difference.checks {
      text += "| \(change.id.markdownEscaped) | \((change.before ?? "–").markdownEscaped) "
      text += "| \((change.after ?? "–").markdownEscaped) |\n"
    }
    for moved in difference.moved {
      text += "| \(moved.id.markdownEscaped) | same status | other numbers |\n"
    }
    return text
  }

  private static func next(_ finished: FinishedVerification) -> String {
    var steps: [String] = []
    if case .broken = finished.log {
      steps.append("Restore the decision log from a copy: its chain of hashes is broken.")
    }
    if finished.faults.contains(.stale) || finished.faults.contains(.differs) {
      steps.append("Run assay assess again: the verdict is of other inputs than today's.")
    } else if finished.isOpen {
      steps.append("Run assay verify --recompute: queries can be compared in no other way.")
    }
    guard !steps.isEmpty else { return "" }
    return "\n## What must be done next\n\n" + steps.map { "- \($0)\n" }.joined()
  }
}
