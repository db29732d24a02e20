extension ProductionPlan {
  /// When the truth is known.
  package struct Labels: FieldSection {
    /// After which time a window's labels are complete.
    package var delay: ConfigurationDuration?
    /// The share of rows that get a label.
    package var coverage: Double?

    static let fields: [SectionField<Self>] = [
      SectionField(
        "delay", \.delay, example: "14 days", "After which time a window's labels are complete."),
      SectionField(
        "coverage", \.coverage, .number(.leastNonzeroMagnitude...1), example: "0.9",
        "The share of rows that get a label; without it, all."),
    ]
  }

  /// When the model is trained again.
  package struct Retraining: FieldSection {
    /// The value of the primary metric beyond which it is, for the worse.
    package var threshold: Double?
    /// At the latest after so long.
    package var every: ConfigurationDuration?
    /// Not with fewer new labelled rows.
    package var leastRows: Int?
    /// Not sooner after the last time.
    package var coolDown: ConfigurationDuration?
    /// Who approves the new model.
    package var approver: String?
    /// What starts it.
    package var command: String?

    /// Whether nothing is declared.
    package var isEmpty: Bool { values.entries.isEmpty }

    static let fields: [SectionField<Self>] = [
      SectionField(
        "threshold", \.threshold, example: "0.65",
        "The value of the primary metric beyond which, for the worse, the model is trained again."),
      SectionField("every", \.every, example: "90 days", "At the latest after so long."),
      SectionField(
        "least-rows", \.leastRows, example: "10000", "Not with fewer new labelled rows."),
      SectionField("cool-down", \.coolDown, example: "14 days", "Not sooner after the last time."),
      SectionField(
        "approver", \.approver, example: "Ada Lovelace", "Who approves the new model."),
      SectionField("command", \.command, example: "make train", "What starts it."),
    ]
  }

  /// What answers in the place of the model.
  package struct Fallback: FieldSection {
    /// What can answer.
    package enum Kind: String, ConfigurationWord, FieldValue {
      case previousModel = "previous-model"
      case rule, constant, person, refuse

      /// What it means.
      package var summary: String {
        switch self {
        case .previousModel: "the version before"
        case .rule: "a fixed rule"
        case .constant: "one value for all"
        case .person: "a person decides"
        case .refuse: "no answer, and it is said"
        }
      }
    }

    /// What it is.
    package var kind: Kind?
    /// Which one.
    package var target: String?
    /// How soon it answers.
    package var within: ConfigurationDuration?

    static let fields: [SectionField<Self>] = [
      SectionField("kind", \.kind, example: "previous-model", "What it is."),
      SectionField("target", \.target, example: "arrival-delay 1.3", "Which one."),
      SectionField("within", \.within, example: "2 seconds", "How soon it answers."),
    ]
  }

  /// Predictions that a person looks at.
  package struct Review: FieldSection {
    /// Which ones.
    package var predictions: String?
    /// Who looks.
    package var by: String?
    /// How soon.
    package var within: ConfigurationDuration?

    static let fields: [SectionField<Self>] = [
      SectionField(
        "predictions", \.predictions, example: "scores from 0.4 to 0.6",
        "Which predictions a person looks at."),
      SectionField("by", \.by, example: "Dispatch desk", "Who looks."),
      SectionField("within", \.within, example: "1 hour", "How soon."),
    ]
  }
}
