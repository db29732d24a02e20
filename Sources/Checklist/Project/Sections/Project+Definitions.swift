extension Project {
  /// What the metric that decides is a metric of, on one side.
  package struct MetricDefinition: Sendable, Hashable {
    /// The metric.
    package var metric: String?
    /// What it is in words, where its name does not say all.
    package var definition: String?
    /// How several classes' figures become one.
    package var averaging: String?
    /// The label that counts as positive.
    package var positive: String?
    /// The smallest score called positive.
    package var threshold: Double?
    /// What rows weigh, in words.
    package var weights: String?
    /// What is counted: `flight`, `visit`, `patient`.
    package var unit: String?
    /// Whether classes were resampled.
    package var sampling: Sampling?
    /// The share of positive rows.
    package var prevalence: Double?
    /// The months of the year that rows are of, 1…12.
    package var months: Set<Int>
    /// The length of time that one figure covers, as typed.
    package var window: String?

    /// How classes came to their shares.
    package enum Sampling: String, Sendable, Hashable, CaseIterable {
      /// As they come.
      case natural
      /// Rows of a class were left out, repeated or made.
      case resampled
    }

    /// Whether anything is declared.
    package var isEmpty: Bool { self == MetricDefinition(ConfigurationMapping()) }
  }
}

extension Project.MetricDefinition: ConfigurationSection {
  enum Key {
    static let metric = ConfigurationKey(
      "metric", .name(.metric), example: "precision", "The metric.")
    static let definition = ConfigurationKey(
      "definition", .text(.words), example: "of the alarms that a planner saw",
      "What it is, where the metric's name does not say all.")
    static let averaging = ConfigurationKey(
      "averaging",
      .choice([
        .init("binary", "the positive class alone"), .init("macro", "each class alike"),
        .init("micro", "each row alike"), .init("weighted", "each class by its rows"),
      ]), example: "macro", "How several classes' figures become one.")
    static let positive = ConfigurationKey(
      "positive", .text(.words), example: "\"1\"", "The label that counts as positive.")
    static let threshold = ConfigurationKey(
      "threshold", .number(0...1), example: "0.5",
      "The score from which on a row is called positive.")
    static let weights = ConfigurationKey(
      "weights", .text(.words), example: "by passengers", "What rows weigh. Without it, all alike.")
    static let unit = ConfigurationKey(
      "unit", .text(.words), example: "flight", "What is counted: a flight, a visit, a patient.")
    static let sampling = ConfigurationKey(
      "sampling",
      .choice([
        .init("natural", "rows as they come"),
        .init("resampled", "rows of a class were left out, repeated or made"),
      ]), example: "natural", "How classes came to their shares.")
    static let prevalence = ConfigurationKey(
      "prevalence", .number(Double.leastNonzeroMagnitude...1), example: "0.02",
      "The share of positive rows.")
    static let months = ConfigurationKey(
      "months", .list(.whole(1...12)), example: "[6, 7, 8]",
      "The months of the year that the rows are of.")
    static let window = ConfigurationKey(
      "window", .text(.words), example: "week", "The length of time, or the rows, of one figure.")
  }

  static let keys = [
    Key.metric, Key.definition, Key.averaging, Key.positive, Key.threshold, Key.weights, Key.unit,
    Key.sampling, Key.prevalence, Key.months, Key.window,
  ]

  init(_ values: ConfigurationMapping) {
    metric = values.text(Key.metric)
    definition = values.text(Key.definition)
    averaging = values.text(Key.averaging)
    positive = values.text(Key.positive)
    threshold = values.number(Key.threshold)
    weights = values.text(Key.weights)
    unit = values.text(Key.unit)
    sampling = values.text(Key.sampling).flatMap(Sampling.init)
    prevalence = values.number(Key.prevalence)
    months = []
    if case .list(let members)? = values[Key.months.name] {
      for case .whole(let month) in members { months.insert(month) }
    }
    window = values.text(Key.window)
  }
}
