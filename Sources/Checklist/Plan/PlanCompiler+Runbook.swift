extension PlanCompiler {
  /// What is done when a monitor alarms.
  func step(
    for monitor: ProductionPlan.Monitor, in plan: ProductionPlan
  ) -> ProductionPlan.Step {
    let (look, first, then) = guidance(monitor.kind, plan)
    return ProductionPlan.Step(
      monitor: monitor.id, look: look, first: first, then: then, owner: monitor.owner,
      within: monitor.severity == .page ? plan.respondWithin : nil,
      items: ["performance.response", "performance.causes", "responsible.accountability-incident"])
  }

  private func guidance(
    _ kind: ProductionPlan.Monitor.Kind, _ plan: ProductionPlan
  ) -> (look: String, first: String, then: String) {
    let fallback = fallbackWords(plan)
    let retrain = retrainingWords(plan)
    let contract = plan.quality.contract ?? "the contract"
    switch kind {
    case .performance:
      return (
        "Alarms of quality, inputs and outputs of the same days; the metric by segment (`assay metrics --by`, --slices).",
        "Where the data are wrong, have them repaired and judge the window again; where they are right, \(fallback).",
        retrain
      )
    case .estimate:
      return (
        "The shift of the predictions and of the inputs that matter most (`assay drift`).",
        "Hurry labels of a sample of these rows (`assay label sample`): an estimate does not see a changed relation.",
        "Act as for performance once labels confirm it; otherwise note it and wait."
      )
    case .inputs, .joint:
      return (
        "The columns named in the alarm, over the last windows (`assay drift --window`), and drift.expected.",
        "Tell an error (unit, filter, missing source) from a real change (season, new customer).",
        expectedWords(plan) + " " + retrain
      )
    case .outputs:
      return (
        "Whether inputs or the model changed: alarms of inputs, the model's version, its log.",
        "Where predictions are missing, constant or impossible, \(fallback).",
        "Hold the contract of the output against its consumers, and tell them."
      )
    case .volume:
      return (
        "The upstream jobs and their schedule; earlier runs (`assay observe show`).",
        "Find out whether rows are late, lost or doubled; do not score a batch that came twice.",
        "Fill in what is missing, and score it again."
      )
    case .quality:
      return (
        "The rules that were broken, and example rows"
          + (plan.quality.quarantine.map { " (`assay quarantine list \($0)`)." } ?? "."),
        "Hold the batch back; correct, release or discard rows with a reason.",
        "Have the source repaired; correct \(contract) only where it is wrong itself."
      )
    case .labels:
      return (
        "The job or the people that bring labels, and the key that joins them.",
        "Restore it; until then trust estimates only as far as their assumptions hold.",
        "Judge the windows in between once their labels are there."
      )
    case .heartbeat:
      return (
        "The schedule of the monitors, their log, and whether rows came at all.",
        "Start the run by hand; where no rows come, treat it as an alarm of volume.",
        "Judge the time without monitoring as soon as it runs again."
      )
    }
  }

  private func fallbackWords(_ plan: ProductionPlan) -> String {
    guard let kind = plan.fallback.kind else {
      return "stop the model or go on, as the model's owner decides: no fallback is declared"
    }
    let which = plan.fallback.target.map { " (\($0))" } ?? ""
    let within = plan.fallback.within.map { ", within \($0.text)" } ?? ""
    return "switch to the fallback: \(kind.summary)\(which)\(within)"
  }

  private func retrainingWords(_ plan: ProductionPlan) -> String {
    let policy = plan.retraining
    let who = policy.approver ?? plan.owner(.approver)?.name
    let conditions = [
      policy.threshold.map { "beyond \(NumberText.plain($0))" },
      policy.leastRows.map { "with \(NumberText.count($0)) new labelled rows" },
      policy.coolDown.map { "not within \($0.text) of the last time" },
      who.map { "approved by \($0)" },
    ].compactMap(\.self)
    return conditions.isEmpty
      ? "Decide whether to train again: no policy is declared."
      : "Train again only as the policy says: \(conditions.joined(separator: ", "))."
  }

  private func expectedWords(_ plan: ProductionPlan) -> String {
    let known = plan.expected.compactMap { drift in
      drift.action.map { "\(drift.kind.rawValue): \($0.summary)" }
    }
    return known.isEmpty
      ? "No change is expected, so this one is news."
      : "Expected changes have their action (\(known.joined(separator: "; ")))."
  }
}
