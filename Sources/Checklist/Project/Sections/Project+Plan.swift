extension Project {
  /// What the production plan needs beyond the answers: who, where to, how often.
  package struct Plan: FieldSection {
    /// Who does what.
    package var owners: [ProductionPlan.Owner] = []
    /// Where alarms go.
    package var channels: [ProductionPlan.Channel] = []
    /// False alarms that are tolerated, all monitors together.
    package var budget = ProductionPlan.Budget()
    /// How often monitors run.
    package var every: ConfigurationDuration?
    /// Rows that are scored in a day.
    package var rowsPerDay: Double?
    /// How soon somebody acts on an alarm that wakes.
    package var respondWithin: ConfigurationDuration?
    /// Where rows go that break the contract, as typed.
    package var quarantine: String?
    /// When labels come.
    package var labels = ProductionPlan.Labels()
    /// When the model is trained again.
    package var retraining = ProductionPlan.Retraining()
    /// What answers in the model's place.
    package var fallback = ProductionPlan.Fallback()
    /// What a person looks at.
    package var review = ProductionPlan.Review()
    /// A fault that proves the alarm path.
    package var canary = Canary()

    static let fields: [SectionField<Self>] = [
      SectionField(
        "owners", \.owners,
        example: "[{role: on-call, name: Platform team, contact: platform@example.org}]",
        "Who answers for what."),
      SectionField(
        "channels", \.channels, example: "[{name: night, kind: pager, target: ml-on-call}]",
        "Where alarms go: pages to the first pager, everything else to the first of the others."),
      SectionField(
        "budget", \.budget, example: "{false-alarms: 1, days: 90}",
        "How many false alarms are tolerated in which time, all monitors together."),
      SectionField(
        "every", \.every, default: .text("1 day"), example: "1 day", "How often the monitors run."),
      SectionField(
        "rows-per-day", \.rowsPerDay, .number(.leastNonzeroMagnitude...Double.infinity),
        example: "900",
        """
        Rows that are scored in a day. Without it, the rows of a window that the assessment knows \
        count, where it knows them.
        """),
      SectionField(
        "respond-within", \.respondWithin, example: "30 minutes",
        "How soon somebody acts on an alarm that wakes."),
      SectionField(
        "quarantine", \.quarantine, .text(.path), example: "held/",
        "The store of rows that break the contract (`assay validate --quarantine`)."),
      SectionField(
        "labels", \.labels, example: "{delay: 14 days, coverage: 0.9}",
        "When the truth is known, and of how many rows."),
      SectionField(
        "retraining", \.retraining,
        example: "{every: 90 days, least-rows: 10000, cool-down: 14 days, approver: Ada Lovelace}",
        "When the model is trained again, and who approves."),
      SectionField(
        "fallback", \.fallback,
        example: "{kind: previous-model, target: arrival-delay 1.3, within: 2 seconds}",
        "What answers when the model does not."),
      SectionField(
        "review", \.review,
        example: "{predictions: scores from 0.4 to 0.6, by: Dispatch desk, within: 1 hour}",
        "Which predictions a person looks at."),
      SectionField(
        "canary", \.canary,
        example:
          "{command: [./canary, \"{key}\"], alarms: alarms.jsonl, column: text, every: 7 days}",
        "A fault that is put in on purpose, so that the alarm path is proven from end to end."),
    ]
  }
}
