extension Project {
  /// How performance is measured and judged.
  package struct Metrics: Sendable, Hashable {
    /// The metric that decides; nil: the task's own choice.
    package var primary: String?
    /// The score from which on a row counts as predicted positive, 0…1; binary only.
    package var threshold: Double?
    /// The length of a window in production.
    package var window: Window?
    /// Steps of a series after which its pattern repeats; nil: none; forecast only.
    package var season: Int?
    /// Steps between the last value that is known and the forecast one; nil: all forecasts are made
    /// at the end of training; forecast only.
    package var horizon: Int?
    /// How many ranks, or likeliest classes, count; nil: the task's own choice; ranking and
    /// multiclass.
    package var places: Int?
    /// Coverage of every interval.
    package var level: Double
    /// By metric, the value to reach: at least where higher is better, at most where lower is.
    package var goals: [String: Double]
    /// The smallest drop of the primary metric that must be noticed, in its unit.
    package var smallestDrop: Double
    /// The probability with which it must be noticed.
    package var power: Double
    /// What the metric is of where the model was judged.
    package var training: MetricDefinition
    /// What it is of in production.
    package var scoring: MetricDefinition
  }

  /// The length of a window.
  package enum Window: Sendable, Hashable {
    /// By the calendar; needs a timestamp.
    case calendar(CalendarUnit)
    /// So many rows in their order.
    case rows(Int)

    /// Reads `week` or `5000`; nil when it is neither a unit nor a positive number of rows.
    package init?(_ text: String) {
      if let unit = CalendarUnit(rawValue: text) {
        self = .calendar(unit)
      } else if text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
        let rows = Int(text), rows > 0
      {
        self = .rows(rows)
      } else {
        return nil
      }
    }
  }

  /// Calendar units that windows are cut by.
  package enum CalendarUnit: String, Sendable, Hashable, CaseIterable {
    /// From midnight to midnight.
    case day
    /// From Monday on.
    case week
    /// A calendar month.
    case month
    /// Three calendar months.
    case quarter
    /// A calendar year.
    case year
  }
}

extension Project.Metrics: ConfigurationSection {
  enum Key {
    static let primary = ConfigurationKey(
      "primary", .name(.metric), example: "rocAUC",
      """
      The metric that decides. Without it, of classes the area under the ROC curve when there are \
      probabilities, else accuracy; the root mean squared error for regression, the mean absolute error \
      for forecasts, the normalised discounted cumulative gain for rankings.
      """)
    static let threshold = ConfigurationKey(
      "threshold", .number(0...1), example: "0.5",
      "The score from which on a row counts as predicted positive (binary).")
    static let window = ConfigurationKey(
      "window", .text(.window), example: "week",
      "The length of time, or the number of rows, that one production figure covers.")
    static let season = ConfigurationKey(
      "season", .whole(2...1_000_000), example: "12",
      """
      The steps after which a series' pattern repeats: 12 months, 7 days, 24 hours (forecast). Errors are \
      scaled by last season's value, which is a baseline too.
      """)
    static let horizon = ConfigurationKey(
      "horizon", .whole(1...1_000_000), example: "12",
      """
      The steps from the last value that is known to the one that is forecast (forecast). Baselines know as \
      much; without it they know what training has and nothing later.
      """)
    static let places = ConfigurationKey(
      "places", .whole(1...10_000), example: "10",
      """
      How many ranks count (ranking, 10 without it), or how many of the likeliest classes (multiclass, 2 \
      without it).
      """)
    static let level = ConfigurationKey(
      "level", .number(0.5...0.9999), default: .number(0.95), example: "0.95",
      "The coverage of every interval.")
    static let goals = ConfigurationKey(
      "goals", .entries(.metric, .number(-Double.infinity...Double.infinity)),
      example: "{rocAUC: 0.75}",
      "Values to reach: at least where higher is better, at most where lower is better.")
    static let smallestDrop = ConfigurationKey(
      "smallest-drop", .number(Double.leastNonzeroMagnitude...Double.infinity),
      default: .number(0.02), example: "0.02",
      "The smallest drop of the primary metric that must not go unnoticed, in the metric's unit.")
    static let power = ConfigurationKey(
      "power", .number(0.5...0.9999), default: .number(0.8), example: "0.8",
      "The probability with which such a drop must be noticed.")
    static let definitions = ConfigurationKey(
      "definitions", .mapping([training, scoring]),
      example: "{training: {unit: flight, window: month}, scoring: {unit: flight, window: week}}",
      "What the metric that decides is a metric of, where the model was judged and in production.")
    static let training = ConfigurationKey(
      "training", .mapping(Project.MetricDefinition.keys),
      example: "{metric: precision, unit: flight, sampling: natural, window: month}",
      "Where the model was judged.")
    static let scoring = ConfigurationKey(
      "scoring", .mapping(Project.MetricDefinition.keys),
      example: "{metric: precision, unit: flight, sampling: natural, window: week}",
      "In production.")
  }

  static let keys = [
    Key.primary, Key.threshold, Key.window, Key.season, Key.horizon, Key.places, Key.level,
    Key.goals, Key.smallestDrop, Key.power, Key.definitions,
  ]

  init(_ values: ConfigurationMapping) {
    primary = values.text(Key.primary)
    threshold = values.number(Key.threshold)
    window = values.text(Key.window).flatMap(Project.Window.init)
    season = values.whole(Key.season)
    horizon = values.whole(Key.horizon)
    places = values.whole(Key.places)
    level = values.numberOrDefault(Key.level)
    goals = values.numbers(Key.goals)
    smallestDrop = values.numberOrDefault(Key.smallestDrop)
    power = values.numberOrDefault(Key.power)
    let definitions = values.mapping(Key.definitions)
    training = Project.MetricDefinition(definitions.mapping(Key.training))
    scoring = Project.MetricDefinition(definitions.mapping(Key.scoring))
  }
}
