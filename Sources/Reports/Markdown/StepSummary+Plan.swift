package import Checklist

extension StepSummary {
  /// The summary of a production plan.
  ///
  /// - Parameter written: the files that hold it whole.
  package init(_ plan: ProductionPlan, written: [String]) {
    let (_, sentence) = PlanWords.standing(plan)
    let heading =
      plan.gaps.isEmpty
      ? "✅ The production plan is complete" : "⚠️ The production plan is not complete"
    var text = "# \(heading)\n\n\(sentence.markdownEscaped)\n"
    if !plan.monitors.isEmpty {
      text += "\n| Monitor | Alarms when | Goes to |\n| --- | --- | --- |\n"
      for monitor in plan.monitors {
        text += "| \(monitor.id.markdownEscaped) | \(PlanWords.alarm(monitor).markdownEscaped) "
        text += "| \(PlanWords.address(monitor).markdownEscaped) |\n"
      }
    }
    let kinds = PlanWords.kinds(plan)
    if !kinds.isEmpty {
      text += "\n## What must be done next\n\n"
      for (kind, gaps) in kinds {
        text += "- \(PlanWords.number(gaps.count, of: kind)): "
        text += "\(PlanWords.remedy(kind).markdownEscaped)\n"
      }
    }
    if !written.isEmpty {
      text += "\nThe whole plan: \(written.map(\.markdownEscaped).joined(separator: ", "))\n"
    }
    self.init(text)
  }
}
