extension Project {
  /// What the model has to beat, and by how much.
  package struct Baseline: Sendable, Hashable {
    /// The least improvement in the primary metric, in its unit.
    package var margin: Double
    /// The column whose groups get a median each; regression only.
    package var group: String?
    /// The length of the last period; needs a timestamp; regression only.
    package var period: CalendarUnit
    /// The column with a previous model's predictions.
    package var previousModel: String?
    /// The accuracy of people, 0…1; of classes only.
    package var humanAccuracy: Double?
    /// The most training rows that a learned baseline is fitted on.
    package var sample: Int
  }
}

extension Project.Baseline: ConfigurationSection {
  enum Key {
    static let margin = ConfigurationKey(
      "margin", .number(0...Double.infinity), default: .number(0), example: "0.01",
      "The least improvement over every baseline in the primary metric, in the metric's unit.")
    static let group = ConfigurationKey(
      "group", .text(.column), example: "town",
      "The column whose groups get a median of their own as a baseline (regression).")
    static let period = ConfigurationKey(
      "period",
      .choice(
        Project.CalendarUnit.allCases.map { .init($0.rawValue, "the last whole \($0.rawValue)") }),
      default: .text(Project.CalendarUnit.month.rawValue), example: "month",
      "The last period whose mean and median are baselines (regression, with a timestamp).")
    static let previousModel = ConfigurationKey(
      "previous-model", .text(.column), example: "p_previous",
      "The column with the predictions of the model that is in use now.")
    static let humanAccuracy = ConfigurationKey(
      "human-accuracy", .number(0...1), example: "0.9",
      "The share that people get right, where it is known and a fair aim (binary and multiclass).")
    static let sample = ConfigurationKey(
      "sample", .whole(100...Int.max), default: .whole(200_000), example: "200000",
      "The most training rows that a learned baseline is fitted on.")
  }

  static let keys = [
    Key.margin, Key.group, Key.period, Key.previousModel, Key.humanAccuracy, Key.sample,
  ]

  init(_ values: ConfigurationMapping) {
    margin = values.numberOrDefault(Key.margin)
    group = values.text(Key.group)
    guard let period = Project.CalendarUnit(rawValue: values.required(Key.period)),
      let sample = values.whole(Key.sample)
    else { preconditionFailure("a baseline that validation accepts lacks a default: \(values)") }
    self.period = period
    previousModel = values.text(Key.previousModel)
    humanAccuracy = values.number(Key.humanAccuracy)
    self.sample = sample
  }
}
