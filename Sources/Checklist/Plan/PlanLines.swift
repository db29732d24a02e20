extension ProductionPlan {
  /// A goal or limit, and what was measured.
  package struct Limit: FieldSection {
    /// What is limited.
    package var name = ""
    /// The value to aim at.
    package var goal: Double?
    /// The value beyond which the model may not be.
    package var limit: Double?
    /// What was measured.
    package var measured: Double?
    /// The unit of all of them.
    package var unit: String?
    /// The check that held them against each other.
    package var item = ""

    static let fields: [SectionField<Self>] = [
      SectionField("name", \.name, isRequired: true, example: "rocAUC", "What is limited."),
      SectionField("goal", \.goal, example: "0.75", "The value to aim at."),
      SectionField(
        "limit", \.limit, example: "0.7", "The value beyond which the model may not be."),
      SectionField("measured", \.measured, example: "0.78", "What was measured."),
      SectionField("unit", \.unit, example: "milliseconds", "The unit of all of them."),
      SectionField(
        "item", \.item, isRequired: true, example: "benchmark.metrics",
        "The check that held them against each other."),
    ]
  }

  /// What is done when a monitor alarms.
  package struct Step: FieldSection {
    /// The monitor.
    package var monitor = ""
    /// Where to look.
    package var look = ""
    /// The first step.
    package var first = ""
    /// What follows.
    package var then = ""
    /// Who.
    package var owner: String?
    /// How soon.
    package var within: ConfigurationDuration?
    /// The questions of the checklist that it answers.
    package var items: [String] = []

    static let fields: [SectionField<Self>] = [
      SectionField(
        "monitor", \.monitor, isRequired: true, example: "performance", "The monitor."),
      SectionField(
        "look", \.look, isRequired: true, example: "The slices that lost most.", "Where to look."),
      SectionField(
        "first", \.first, isRequired: true, example: "Look whether the rows are as always.",
        "The first step."),
      SectionField(
        "then", \.then, isRequired: true, example: "Roll back when it is the model.",
        "What follows."),
      SectionField("owner", \.owner, example: "Platform team", "Who."),
      SectionField("within", \.within, example: "30 minutes", "How soon."),
      SectionField(
        "items", \.items, example: "[performance.causes]",
        "The questions of the checklist that it answers."),
    ]
  }

  /// What people agreed on: an answer to a question of the checklist.
  package struct Agreement: FieldSection {
    /// The part of the plan.
    package var part = PlanPart.system
    /// The question.
    package var item = ""
    /// The answer.
    package var text = ""
    /// Who answered.
    package var by: String?
    /// What supports it.
    package var evidence: String?

    static let fields: [SectionField<Self>] = [
      SectionField(
        "part", \.part, isRequired: true, example: "people", "The part of the plan."),
      SectionField(
        "item", \.item, isRequired: true, example: "integration.human", "The question."),
      SectionField(
        "text", \.text, isRequired: true, example: "A planner confirms each alert.", "The answer."),
      SectionField("by", \.by, example: "Ada Lovelace", "Who answered."),
      SectionField(
        "evidence", \.evidence, example: "https://wiki.example.org", "What supports it."),
    ]
  }

  /// What stands against the model.
  package struct Risk: FieldSection {
    /// The check or aspect.
    package var item = ""
    /// How it stands.
    package var status = ""
    /// What was found.
    package var finding: String?
    /// What was decided; nil while nobody has.
    package var decision: String?
    /// Who decided.
    package var by: String?
    /// Why.
    package var reason: String?
    /// The last day on which it holds.
    package var until: String?

    static let fields: [SectionField<Self>] = [
      SectionField(
        "item", \.item, isRequired: true, example: "benchmark.gap", "The check or aspect."),
      SectionField("status", \.status, isRequired: true, example: "fail", "How it stands."),
      SectionField("finding", \.finding, example: "Worse on test.", "What was found."),
      SectionField(
        "decision", \.decision, example: "waive", "What was decided; absent while nobody has."),
      SectionField("by", \.by, example: "Ada Lovelace", "Who decided."),
      SectionField("reason", \.reason, example: "Retrained in March.", "Why."),
      SectionField(
        "until", \.until, .text(.date), example: "2027-03-31", "The last day on which it holds."),
    ]
  }

  /// What the plan leaves without cover.
  package struct Gap: FieldSection {
    /// What kind of cover lacks, the gravest first.
    package enum Kind: String, ConfigurationWord, FieldValue {
      case failure, finding, declaration, question

      /// What it means.
      package var summary: String {
        switch self {
        case .failure: "fails or was rejected, and no decision takes it on"
        case .finding: "asks for attention or is undecided, and nobody decided on it"
        case .declaration: "cannot be checked or run until assay.yaml says more"
        case .question: "only people know, and nobody answered"
        }
      }
    }

    /// The question or check.
    package var item = ""
    /// What kind of cover lacks.
    package var kind = Kind.finding
    /// What lacks.
    package var reason = ""
    /// What to do.
    package var remedy = ""

    static let fields: [SectionField<Self>] = [
      SectionField(
        "item", \.item, isRequired: true, example: "integration.fallback",
        "The question or check."),
      SectionField(
        "kind", \.kind, isRequired: true, example: "question", "What kind of cover lacks."),
      SectionField("reason", \.reason, isRequired: true, example: "unanswered", "What lacks."),
      SectionField("remedy", \.remedy, isRequired: true, example: "Answer it.", "What to do."),
    ]
  }
}
