extension Project {
  /// A change of the data that the team expects, and what it does about it.
  package struct ExpectedDrift: FieldSection {
    /// Kinds of change: how it comes, or what of the data changes.
    package enum Kind: String, ConfigurationWord, FieldValue {
      case abrupt, gradual, incremental, recurring
      case newCategory = "new-category"
      case covariate, label, concept

      /// What it means.
      package var summary: String {
        switch self {
        case .abrupt: "from one day to the next"
        case .gradual: "old and new beside each other, ever more of the new"
        case .incremental: "in many small steps"
        case .recurring: "comes and goes, as a season does"
        case .newCategory: "a value that was never seen"
        case .covariate: "other inputs, the same relation to the truth"
        case .label: "other shares of the truth's values"
        case .concept: "the same inputs mean another truth"
        }
      }
    }

    /// What can be done about it.
    package enum Action: String, ConfigurationWord, FieldValue {
      case quarantine, wait, retrain
      case rollBack = "roll-back"
      case adapt

      /// What it means.
      package var summary: String {
        switch self {
        case .quarantine: "hold the rows until a person decides"
        case .wait: "it passes"
        case .retrain: "train again on rows that have it"
        case .rollBack: "bring back an earlier version"
        case .adapt: "change features, threshold or calibration"
        }
      }
    }

    /// What kind of change.
    package var kind = Kind.abrupt
    /// The columns in which it shows; none: any.
    package var columns: [String] = []
    /// When, in words.
    package var when: String?
    /// Of a recurring one, how long a round takes.
    package var period: ConfigurationDuration?
    /// What is done.
    package var action: Action?

    static let fields: [SectionField<Self>] = [
      SectionField("kind", \.kind, isRequired: true, example: "recurring", "What kind of change."),
      SectionField(
        "columns", \.columns, .list(.text(.column)), example: "[temp, wind_speed]",
        "The columns in which it shows; without it, any."),
      SectionField("when", \.when, example: "every winter", "When, in words."),
      SectionField(
        "period", \.period, example: "52 weeks", "Of a recurring change, how long a round takes."),
      SectionField("action", \.action, example: "wait", "What is done when it comes."),
    ]
  }
}
