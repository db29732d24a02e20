extension ProductionPlan {
  /// A person or a team with a task.
  package struct Owner: FieldSection {
    /// Tasks that somebody must have.
    package enum Role: String, ConfigurationWord, FieldValue {
      case model, data, labels, onCall = "on-call", approver

      /// What it means.
      package var summary: String {
        switch self {
        case .model: "answers for the model, and may stop it"
        case .data: "repairs incoming data"
        case .labels: "sees to labels"
        case .onCall: "is woken by pages"
        case .approver: "approves a new model"
        }
      }
    }

    /// What they do.
    package var role = Role.model
    /// Who.
    package var name = ""
    /// How they are reached.
    package var contact: String?

    static let fields: [SectionField<Self>] = [
      SectionField("role", \.role, isRequired: true, example: "on-call", "What they do."),
      SectionField("name", \.name, isRequired: true, example: "Platform team", "Who."),
      SectionField(
        "contact", \.contact, example: "platform@example.org", "How they are reached."),
    ]
  }

  /// Where alarms go.
  package struct Channel: FieldSection {
    /// Kinds of channels.
    package enum Kind: String, ConfigurationWord, FieldValue {
      case pager, chat, email, webhook, ticket

      /// What it means.
      package var summary: String {
        switch self {
        case .pager: "wakes a person"
        case .chat: "a room"
        case .email: "an address"
        case .webhook: "an address that takes a request"
        case .ticket: "a queue of work"
        }
      }
    }

    /// Its name.
    package var name = ""
    /// What it is.
    package var kind = Kind.pager
    /// The address, room or queue.
    package var target: String?

    static let fields: [SectionField<Self>] = [
      SectionField("name", \.name, isRequired: true, example: "night", "Its name."),
      SectionField("kind", \.kind, isRequired: true, example: "pager", "What it is."),
      SectionField("target", \.target, example: "ml-on-call", "The address, room or queue."),
    ]
  }

  /// How many false alarms are tolerated, all monitors together.
  package struct Budget: FieldSection {
    /// False alarms.
    package var falseAlarms = 1.0
    /// In so many days.
    package var days = 90.0

    static let fields: [SectionField<Self>] = [
      SectionField(
        "false-alarms", \.falseAlarms, .number(.leastNonzeroMagnitude...Double.infinity),
        default: .number(1), example: "1", "False alarms, all monitors together."),
      SectionField(
        "days", \.days, .number(.leastNonzeroMagnitude...Double.infinity), default: .number(90),
        example: "90", "In so many days."),
    ]
  }
}
