package import Checklist
internal import Measurements
internal import Statistics

/// Whether the model is good enough, by its primary metric on test.
package enum QualityIsWithinLimits: Check {
  package static let card = CheckCard(
    id: "limits.quality", aspect: .limits,
    title: "The quality of the predictions is within its limit",
    summary: "Holds the primary metric on test against its goal and its hard limit.",
    reference: "scikit-learn's definitions; intervals as `assay explain` lists them",
    needs: ["limits.quality", "data.test"], settings: ["limits.quality", "metrics"])

  package static func needs(_ project: Project) -> Needs {
    project.limits.bounds[.quality] == nil ? Needs() : Needs(metrics: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard let bound = facts.project.limits.bounds[.quality] else {
      return missing(
        "Neither a goal nor a limit is declared for the quality of the predictions.",
        add: ["limits.quality"])
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let report = try facts[.test]?.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    let primary = try facts.primary()
    let entry = try report.whole(primary).entry
    let name = "\(MetricText(primary.card).name) on test"
    let judged = BoundJudgement(
      primary.card.direction.judged(entry.estimate), bound, primary.card.direction,
      subject: name, unit: primary.card.unit, rows: entry.rows)
    return evidence(
      judged.status, judged.sentence,
      measurements: [
        Measurement(
          name: name, value: entry.estimate.value, interval: entry.estimate.interval,
          unit: primary.card.unit, threshold: bound.limit ?? bound.goal,
          note: entry.estimate.note)
      ],
      method: """
        The primary metric over \(NumberText.count(entry.rows)) test rows, with the interval that its \
        card names.
        """,
      remedy: judged.remedy("Improve the model, or revise the limit with those who set it."),
      weight: judged.status == .fail ? 0.95 : 0.5)
  }
}
