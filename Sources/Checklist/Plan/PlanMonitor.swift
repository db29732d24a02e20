extension ProductionPlan {
  /// Something that is watched: a threshold, and the false alarms that it promises.
  package struct Monitor: FieldSection {
    /// What can be watched.
    package enum Kind: String, ConfigurationWord, FieldValue {
      case performance, estimate, inputs, joint, outputs, volume, quality, labels, heartbeat

      /// What it means.
      package var summary: String {
        switch self {
        case .performance: "the metric that decides, once labels are there"
        case .estimate: "the same before labels are there"
        case .inputs: "each input column against the rows the model learned from"
        case .joint: "all inputs together against the rows the model learned from"
        case .outputs: "predictions against those on test; missing and constant ones"
        case .volume: "rows of a run against earlier runs"
        case .quality: "incoming rows against their contract"
        case .labels: "whether labels come"
        case .heartbeat: "whether the monitors ran and rows came"
        }
      }
    }

    /// How urgent alarms are.
    package enum Severity: String, ConfigurationWord, FieldValue {
      case page, ticket

      /// What it means.
      package var summary: String {
        switch self {
        case .page: "wakes a person"
        case .ticket: "is looked at in working hours"
        }
      }
    }

    /// Its name.
    package var id = ""
    /// What it watches.
    package var kind = Kind.heartbeat
    /// What is measured.
    package var metric: String?
    /// The columns that are compared.
    package var columns: [String] = []
    /// The data set that it is compared with.
    package var reference: String?
    /// What one figure covers: a unit of the calendar, a length of time, or a number of rows.
    package var window: String?
    /// Rows of a window, as planned.
    package var rows: Int?
    /// Alarms when the value is lower.
    package var below: Double?
    /// Alarms when the value is higher.
    package var above: Double?
    /// The value when nothing changes.
    package var expected: Double?
    /// What the value is counted in.
    package var unit: String?
    /// The level of the interval or range by which one look at one column decides; nil where a
    /// plain comparison does.
    package var level: Double?
    /// Looks in the budget's time.
    package var looks: Double?
    /// False alarms to expect in the budget's time when nothing changes: at most so many.
    package var falseAlarms: Double?
    /// The smallest change for the worse that is noticed with the stated power.
    package var smallestChange: Double?
    /// The probability with which such a change is noticed in one window.
    package var power: Double?
    /// How urgent its alarms are.
    package var severity = Severity.ticket
    /// What its numbers rest on where nothing was declared.
    package var assumes: String?
    /// Who acts.
    package var owner: String?
    /// Where its alarms go.
    package var channel: String?
    /// What raises an alarm, in a sentence.
    package var rule = ""
    /// The questions and checks of the checklist that it answers.
    package var items: [String] = []

    static let fields: [SectionField<Self>] = [
      SectionField("id", \.id, isRequired: true, example: "performance", "Its name."),
      SectionField("kind", \.kind, isRequired: true, example: "performance", "What it watches."),
      SectionField(
        "rule", \.rule, isRequired: true, example: "The area is below 0.67.",
        "What raises an alarm."),
      SectionField("metric", \.metric, example: "rocAUC", "What is measured."),
      SectionField(
        "columns", \.columns, .list(.text(.column)), example: "[distance, carrier]",
        "The columns that are compared."),
      SectionField(
        "reference", \.reference, example: "test", "The data set that it is compared with."),
      SectionField(
        "window", \.window, example: "week",
        "What one figure covers: a unit of the calendar, a length of time, or a number of rows."),
      SectionField("rows", \.rows, example: "6300", "Rows of a window, as planned."),
      SectionField("below", \.below, example: "0.67", "Alarms when the value is lower."),
      SectionField("above", \.above, example: "0.1", "Alarms when the value is higher."),
      SectionField("expected", \.expected, example: "0.7", "The value when nothing changes."),
      SectionField("unit", \.unit, example: "share", "What the value is counted in."),
      SectionField(
        "level", \.level, .number(0...1), example: "0.999",
        "The level of the interval or range by which one look at one column decides."),
      SectionField(
        "looks", \.looks, .number(0...Double.infinity), example: "13",
        "Looks in the budget's time."),
      SectionField(
        "false-alarms", \.falseAlarms, .number(0...Double.infinity), example: "0.25",
        "False alarms to expect in the budget's time when nothing changes: at most so many."),
      SectionField(
        "smallest-change", \.smallestChange, .number(0...Double.infinity), example: "0.021",
        "The smallest change for the worse that is noticed with the stated power."),
      SectionField(
        "power", \.power, .number(0...1), example: "0.8",
        "The probability with which such a change is noticed in one window."),
      SectionField(
        "severity", \.severity, isRequired: true, example: "page", "How urgent its alarms are."),
      SectionField(
        "assumes", \.assumes, example: "a run is taken to have 900 rows",
        "What its numbers rest on where nothing was declared."),
      SectionField("owner", \.owner, example: "Platform team", "Who acts."),
      SectionField("channel", \.channel, example: "night", "Where its alarms go."),
      SectionField(
        "items", \.items, example: "[performance.monitoring, metrics.chance]",
        "The questions and checks of the checklist that it answers."),
    ]
  }
  /// A kind of monitor that the plan does not have.
  package struct Unwatched: FieldSection {
    /// What is not watched.
    package var kind = Monitor.Kind.heartbeat
    /// Why not.
    package var reason = ""
    /// What would have it watched.
    package var remedy: String?

    static let fields: [SectionField<Self>] = [
      SectionField("kind", \.kind, isRequired: true, example: "labels", "What is not watched."),
      SectionField(
        "reason", \.reason, isRequired: true, example: "No delay of labels is declared.",
        "Why not."),
      SectionField("remedy", \.remedy, example: "Declare plan.labels.", "What would change it."),
    ]
  }
}
