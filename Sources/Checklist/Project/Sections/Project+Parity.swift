extension Project {
  /// What training and serving do alike, as the team declares it.
  package struct Parity: Sendable, Hashable {
    /// Rows of the same things from both pipelines; nil when none are named.
    package var features: Features?
    /// What the feature step is on both sides; nil when nothing is declared.
    package var transform: Transform?

    /// Features as the offline and as the online pipeline computed them.
    package struct Features: Sendable, Hashable {
      /// `DATA` of the training side, as typed.
      package var offline: String
      /// `DATA` of the serving side, as typed.
      package var online: String
      /// The columns that say which rows belong together.
      package var key: [String]
      /// When a row's values held; rows belong together where it is equal too.
      package var timestamp: String?
      /// The columns to compare; nil: the model's features, else all that both have.
      package var columns: [String]?
      /// Numbers this close count as the same.
      package var absolute: Double
      /// Numbers this close, as a share of the larger one, count as the same.
      package var relative: Double
      /// The largest share of differing rows of a column that is still unimportant.
      package var share: Double

      /// The source of each side as seen from anywhere, see ``Project/DataSet/source(from:)``.
      package func sources(from directory: String) -> (offline: String, online: String) {
        (
          DataSet(source: offline).source(from: directory),
          DataSet(source: online).source(from: directory)
        )
      }
    }

    /// The feature step as described on both sides.
    package struct Transform: Sendable, Hashable {
      /// The description that training wrote, as typed.
      package var training: String
      /// The description that scoring runs with, as typed.
      package var scoring: String
    }
  }
}

extension Project.Parity: ConfigurationSection {
  enum Key {
    static let features = ConfigurationKey(
      "features",
      .mapping([
        offline, online, key, timestamp, columns, absolute, relative, share,
      ]),
      example: "{offline: offline.parquet, online: served.csv, key: [flight_id]}",
      "Rows of the same things as the training and as the serving pipeline computed them.")
    static let offline = ConfigurationKey(
      "offline", .text(.data), isRequired: true, example: "offline.parquet",
      "The features as training computes them.")
    static let online = ConfigurationKey(
      "online", .text(.data), isRequired: true, example: "served.csv",
      "The features as the serving pipeline computed and logged them.")
    static let key = ConfigurationKey(
      "key", .list(.text(.column)), isRequired: true, example: "[flight_id]",
      "The columns by which rows of the two belong together.")
    static let timestamp = ConfigurationKey(
      "timestamp", .text(.column), example: "as_of",
      """
      When a row's values held. With it, rows belong together where it is equal too, and a value that \
      is the entity's previous one is told.
      """)
    static let columns = ConfigurationKey(
      "columns", .list(.text(.column)), example: "[distance, carrier]",
      "The columns to compare. Without it columns.features, else all that both have.")
    static let absolute = ConfigurationKey(
      "absolute", .number(0...Double.greatestFiniteMagnitude), default: .number(1e-9),
      example: "0.001", "Numbers that differ by no more count as the same.")
    static let relative = ConfigurationKey(
      "relative", .number(0...1), default: .number(1e-6), example: "0.0001",
      "Numbers that differ by no more than this share of the larger one count as the same.")
    static let share = ConfigurationKey(
      "share", .number(0...1), default: .number(0.01), example: "0.001",
      "The largest share of differing rows of a column that is still unimportant.")
    static let transform = ConfigurationKey(
      "transform", .mapping([training, scoring]),
      example: "{training: features-train.yaml, scoring: features-serve.yaml}",
      "What the feature step is made of, described on both sides.")
    static let training = ConfigurationKey(
      "training", .text(.path), isRequired: true, example: "features-train.yaml",
      "Parameters, category maps and `code:`, a list of files, as training ran with them; YAML or JSON."
    )
    static let scoring = ConfigurationKey(
      "scoring", .text(.path), isRequired: true, example: "features-serve.yaml",
      "The same as scoring runs with them.")
  }

  static let keys = [Key.features, Key.transform]

  init(_ values: ConfigurationMapping) {
    let features = values.mapping(Key.features)
    if let offline = features.text(Key.offline), let online = features.text(Key.online) {
      let columns = features.texts(Key.columns)
      self.features = Features(
        offline: offline, online: online, key: features.texts(Key.key),
        timestamp: features.text(Key.timestamp), columns: columns.isEmpty ? nil : columns,
        absolute: features.numberOrDefault(Key.absolute),
        relative: features.numberOrDefault(Key.relative),
        share: features.numberOrDefault(Key.share))
    }
    let transform = values.mapping(Key.transform)
    if let training = transform.text(Key.training), let scoring = transform.text(Key.scoring) {
      self.transform = Transform(training: training, scoring: scoring)
    }
  }
}

extension Project {
  /// Columns of the comparison that have two roles in it.
  var parityRules: [ProjectError] {
    guard let features = parity.features else { return [] }
    var errors: [ProjectError] = []
    if features.key.isEmpty {
      errors.append(
        refusal(
          of: "parity.features.key", "“parity.features.key” names no column",
          remedy: "name the columns by which rows belong together"))
    }
    for (place, column) in features.key.enumerated() {
      if features.key[..<place].contains(column) {
        errors.append(
          refusal(
            of: "parity.features.key[\(place)]",
            "“\(column.shortened)” is in parity.features.key twice", remedy: "remove one"))
      } else if column == features.timestamp {
        errors.append(
          refusal(
            of: "parity.features.timestamp",
            "“\(column.shortened)” is both key and timestamp of parity.features",
            remedy: "a column has one of these roles"))
      }
    }
    for (place, column) in (features.columns ?? []).enumerated()
    where features.key.contains(column) || column == features.timestamp {
      errors.append(
        refusal(
          of: "parity.features.columns[\(place)]",
          "“\(column.shortened)” says which rows belong together and cannot differ",
          remedy: "remove it here"))
    }
    return errors
  }
}
