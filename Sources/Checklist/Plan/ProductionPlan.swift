/// What a team does once its model is live: compiled from an assessment, to be run by monitoring.
///
/// The same values are a page for people, a Markdown file and `production-plan.yaml`. Lines name
/// the items of the checklist that they answer, so that one can go back to the evidence.
package struct ProductionPlan: FieldSection {
  /// The version of the format.
  package var version = 1
  /// The model.
  package var model = Model()
  /// The assessment behind the plan.
  package var assessment = Source()
  /// False alarms that are tolerated.
  package var budget = Budget()
  /// How often monitors run.
  package var every: ConfigurationDuration?
  /// Rows that are scored in a day.
  package var rowsPerDay: Double?
  /// How soon somebody acts on a page.
  package var respondWithin: ConfigurationDuration?
  /// Who answers for what.
  package var owners: [Owner] = []
  /// Where alarms go.
  package var channels: [Channel] = []
  /// What is watched.
  package var monitors: [Monitor] = []
  /// What no monitor watches.
  package var unwatched: [Unwatched] = []
  /// The contract of incoming rows.
  package var quality = Quality()
  /// When labels come.
  package var labels = Labels()
  /// Changes that are expected.
  package var expected: [Project.ExpectedDrift] = []
  /// When the model is trained again.
  package var retraining = Retraining()
  /// What answers in the model's place.
  package var fallback = Fallback()
  /// What a person looks at.
  package var review = Review()
  /// Goals and limits with what was measured.
  package var limits: [Limit] = []
  /// What is done when a monitor alarms.
  package var runbook: [Step] = []
  /// What people agreed on, by part of the plan.
  package var agreements: [Agreement] = []
  /// What stands against the model, with what was decided.
  package var risks: [Risk] = []
  /// What the plan leaves without cover.
  package var gaps: [Gap] = []

  static let fields: [SectionField<Self>] = [
    SectionField(
      "version", \.version, .whole(1...1), isRequired: true, example: "1",
      "The version of this format."),
    SectionField(
      "model", \.model, isRequired: true,
      example: "{name: arrival-delay, task: binary, target: delayed}", "The model."),
    SectionField(
      "assessment", \.assessment, isRequired: true,
      example: """
        {report: assay-report/report.json, verdict: GO, time: "2026-03-31T12:00:00Z", \
        evidence: 9f2c, assay: 0.1.0}
        """, "The assessment behind the plan."),
    SectionField(
      "budget", \.budget, example: "{false-alarms: 1, days: 90}",
      "How many false alarms are tolerated in which time, all monitors together."),
    SectionField("every", \.every, example: "1 day", "How often the monitors run."),
    SectionField(
      "rows-per-day", \.rowsPerDay, .number(.leastNonzeroMagnitude...Double.infinity),
      example: "900", "Rows that are scored in a day."),
    SectionField(
      "respond-within", \.respondWithin, example: "30 minutes",
      "How soon somebody acts on an alarm that wakes."),
    SectionField(
      "owners", \.owners, example: "[{role: model, name: Ada Lovelace}]",
      "Who answers for what."),
    SectionField(
      "channels", \.channels, example: "[{name: night, kind: pager}]", "Where alarms go."),
    SectionField(
      "monitors", \.monitors,
      example: """
        [{id: performance, kind: performance, rule: The area is below 0.67., metric: rocAUC, \
        below: 0.67, severity: page}]
        """, "What is watched, with thresholds and the false alarms that they promise."),
    SectionField(
      "unwatched", \.unwatched,
      example: "[{kind: labels, reason: No delay of labels is declared.}]",
      "What no monitor watches, and why."),
    SectionField(
      "quality", \.quality, example: "{contract: contract.yaml, quarantine: held/}",
      "The contract of incoming rows, and where those go that break it."),
    SectionField("labels", \.labels, example: "{delay: 14 days}", "When the truth is known."),
    SectionField(
      "expected-drift", \.expected, example: "[{kind: recurring, columns: [temp], action: wait}]",
      "Changes of the data that are expected."),
    SectionField(
      "retraining", \.retraining, example: "{every: 90 days}",
      "When the model is trained again."),
    SectionField(
      "fallback", \.fallback, example: "{kind: rule}", "What answers when the model does not."),
    SectionField(
      "review", \.review, example: "{predictions: scores from 0.4 to 0.6, by: Dispatch desk}",
      "Which predictions a person looks at."),
    SectionField(
      "limits", \.limits, example: "[{name: rocAUC, goal: 0.75, item: benchmark.metrics}]",
      "Goals and limits with what was measured."),
    SectionField(
      "runbook", \.runbook,
      example: """
        [{monitor: performance, look: The slices that lost most., first: Compare., \
        then: Roll back.}]
        """, "What is done when a monitor alarms."),
    SectionField(
      "agreements", \.agreements,
      example: "[{part: people, item: integration.human, text: A planner confirms each alert.}]",
      "What people agreed on: their answers to the checklist."),
    SectionField(
      "risks", \.risks, example: "[{item: benchmark.gap, status: fail}]",
      "What stands against the model, with what was decided about it."),
    SectionField(
      "gaps", \.gaps,
      example:
        "[{item: integration.fallback, kind: question, reason: unanswered, remedy: Answer it.}]",
      "What the plan leaves without cover."),
  ]

  /// False alarms to expect in the budget's time, when nothing changes: at most this many.
  package var promisedAlarms: Double { monitors.reduce(0) { $0 + ($1.falseAlarms ?? 0) } }

  /// The owner of a role; else the model's.
  package func owner(_ role: Owner.Role) -> Owner? {
    owners.first { $0.role == role } ?? owners.first { $0.role == .model }
  }
}
