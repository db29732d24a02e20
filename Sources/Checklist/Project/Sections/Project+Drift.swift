extension Project {
  /// How shifts between data sets are judged.
  package struct Drift: Sendable, Hashable {
    /// The largest shift of a column that is still unimportant: a share of rows, 0…1.
    package var effect: Double
    /// Coverage of the intervals, over the whole family of columns.
    package var level: Double
    /// What the level holds for when there are many columns.
    package var family: Family
    /// The largest area under the ROC curve at which two sets still count as alike jointly.
    package var jointAUC: Double
    /// By column, the largest shift that is still unimportant there.
    package var columns: [String: Double]
    /// Changes that the team expects.
    package var expected: [ExpectedDrift]
    /// Changes that are known beforehand, with their days.
    package var known: [KnownChange]
    /// Feeds that the model does not read yet.
    package var feeds: [Feed]
    /// The length of the windows in which changes over time are looked for.
    package var window: Window

    /// The largest unimportant shift of a column.
    package func effect(of column: String) -> Double {
      columns[column] ?? effect
    }
  }

  /// Ways to keep many columns from raising false alarms together.
  package enum Family: String, Sendable, Hashable, CaseIterable {
    /// The expected share of false alarms among the alarms.
    case falseDiscovery = "fdr"
    /// The probability of any false alarm at all.
    case familyWise = "familywise"
  }
}

extension Project.Drift: ConfigurationSection {
  enum Key {
    static let effect = ConfigurationKey(
      "effect", .number(0...1), default: .number(0.1), example: "0.1",
      "The largest shift of a column that is still unimportant, as a share of rows.")
    static let level = ConfigurationKey(
      "level", .number(0.5...0.9999), default: .number(0.95), example: "0.95",
      "The coverage of the intervals around the shifts, over all columns together.")
    static let family = ConfigurationKey(
      "family",
      .choice([
        .init("fdr", "bounds the share of false alarms among the alarms"),
        .init("familywise", "bounds the probability of any false alarm"),
      ]),
      default: .text("fdr"), example: "fdr",
      "What is kept in bounds when many columns are judged at once.")
    static let joint = ConfigurationKey(
      "joint", .mapping([auc]), example: "{auc: 0.6}",
      "How well a classifier may tell two sets apart.")
    static let auc = ConfigurationKey(
      "auc", .number(0.5...1), default: .number(0.6), example: "0.6",
      "The area under the ROC curve of that classifier up to which the sets count as alike.")
    static let columns = ConfigurationKey(
      "columns", .entries(.column, .mapping([columnEffect])), example: "{distance: {effect: 0.2}}",
      "Limits for single columns.")
    static let columnEffect = ConfigurationKey(
      "effect", .number(0...1), isRequired: true, example: "0.2",
      "The largest shift of this column that is still unimportant.")
    static let expected = ConfigurationKey(
      "expected", .list(.mapping(Project.ExpectedDrift.keys)),
      example: "[{kind: recurring, columns: [temp], period: 52 weeks, action: wait}]",
      "Changes that are expected, and what is done when they come.")
    static let known = ConfigurationKey(
      "known", .list(.mapping(Project.KnownChange.keys)),
      example: "[{name: summer prices, from: 2026-06-01, columns: [price], action: wait}]",
      "The register of changes that are known beforehand, with their days: expected then, alarmed otherwise."
    )
    static let feeds = ConfigurationKey(
      "feeds", .list(.mapping(Project.Feed.keys)),
      example: "[{name: weather, data: weather.parquet, timestamp: at, delay: 2 days}]",
      "New feeds of data, of which it is tried whether their distribution can be had.")
    static let window = ConfigurationKey(
      "window", .text(.window), default: .text("day"), example: "week",
      "The windows of the scoring rows in which changes over time are looked for; six are needed.")
  }

  static let keys = [
    Key.effect, Key.level, Key.family, Key.joint, Key.columns, Key.window, Key.expected, Key.known,
    Key.feeds,
  ]

  init(_ values: ConfigurationMapping) {
    effect = values.numberOrDefault(Key.effect)
    level = values.numberOrDefault(Key.level)
    guard let family = Project.Family(rawValue: values.required(Key.family)) else {
      preconditionFailure("a family that validation accepts is none: \(values)")
    }
    self.family = family
    jointAUC = values.mapping(Key.joint).numberOrDefault(Key.auc)
    columns = [:]
    for entry in values.mapping(Key.columns).entries {
      guard case .mapping(let limits) = entry.value else { continue }
      columns[entry.key] = limits.number(Key.columnEffect)
    }
    expected = values.mappings(Key.expected).map(Project.ExpectedDrift.init(_:))
    known = values.mappings(Key.known).map(Project.KnownChange.init(_:))
    feeds = values.mappings(Key.feeds).map(Project.Feed.init(_:))
    guard let window = Project.Window(values.required(Key.window)) else {
      preconditionFailure("a window that validation accepts is none: \(values)")
    }
    self.window = window
  }
}
