extension Project {
  /// The data sets, those that were given.
  package struct DataSets: Sendable, Hashable {
    /// By what they are for.
    package var sets: [DataRole: DataSet]

    /// The set for a role; nil when not given.
    package subscript(role: DataRole) -> DataSet? { sets[role] }
  }

  /// What a data set is for.
  package enum DataRole: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The model learned from it.
    case train
    /// Settings were chosen on it.
    case validation
    /// The model was judged on it.
    case test
    /// What it scores in production, usually without labels.
    case scoring

    /// Whether one is listed before another.
    package static func < (first: Self, second: Self) -> Bool {
      (allCases.firstIndex(of: first) ?? 0) < (allCases.firstIndex(of: second) ?? 0)
    }
  }

  /// A data set and where it came from.
  package struct DataSet: Sendable, Hashable {
    /// `DATA` as typed: a file, glob, directory or `ENGINE:TABLE-or-SQL`.
    package var source: String
    /// When and how it was collected.
    package var collected: String?
    /// By whom.
    package var by: String?
    /// Licence or permission to use it.
    package var licence: String?
    /// How, when and by whom it was labelled.
    package var labelled: String?
    /// The file of events that say what made it, as typed.
    package var lineage: String?

    /// The source as seen from anywhere: a relative path joined to the project file's directory.
    ///
    /// A source with a scheme (`duckdb:…`, `s3://…`) and an absolute path stay as they are. A file
    /// whose name looks like one with a scheme is written `./name`.
    package func source(from directory: String) -> String {
      Project.source(source, below: directory)
    }
  }

  /// A source as seen from anywhere, as ``DataSet/source(from:)`` says.
  static func source(_ source: String, below directory: String) -> String {
    guard !directory.isEmpty, !isAnchored(source) else { return source }
    let path = source.hasPrefix("./") ? String(source.dropFirst(2)) : source
    return directory.hasSuffix("/") ? directory + path : directory + "/" + path
  }

  /// Whether a source means the same from every directory.
  static func isAnchored(_ source: String) -> Bool {
    if source.hasPrefix("/") || source.hasPrefix("~") { return true }
    guard let colon = source.firstIndex(of: ":") else { return false }
    let scheme = source[..<colon].utf8
    return scheme.count > 1
      && scheme.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
      }
  }
}

extension Project.DataSets: ConfigurationSection {
  static let keys = [
    set(.train, "flights-train.parquet", "The rows that the model learned from."),
    set(.validation, "flights-validation.parquet", "The rows that settings were chosen on."),
    set(.test, "flights-test.parquet", "The rows that the model is judged on, with predictions."),
    set(.scoring, "flights-week.parquet", "Rows as production scores them; labels may be absent."),
  ]

  private static func set(
    _ role: Project.DataRole, _ example: String, _ summary: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      role.rawValue, .either(.text(.data), orMapping: Project.DataSet.keys), example: example,
      summary)
  }

  init(_ values: ConfigurationMapping) {
    sets = [:]
    for role in Project.DataRole.allCases {
      switch values[role.rawValue] {
      case .text(let source):
        var short = ConfigurationMapping()
        short[Project.DataSet.Key.source.name] = .text(source)
        sets[role] = Project.DataSet(short)
      case .mapping(let mapping): sets[role] = Project.DataSet(mapping)
      default: break
      }
    }
  }
}

extension Project.DataSet: ConfigurationSection {
  enum Key {
    static let source = ConfigurationKey(
      "source", .text(.data), isRequired: true, example: "flights-train.parquet",
      "A file, glob, directory or ENGINE:TABLE-or-SQL; paths are relative to this file.")
    static let collected = ConfigurationKey(
      "collected", .text(.words), example: "2013-01 to 2013-08, from the airports' records",
      "When and how the rows were collected.")
    static let by = ConfigurationKey(
      "by", .text(.words), example: "Bureau of Transportation Statistics",
      "Who collected them.")
    static let licence = ConfigurationKey(
      "licence", .text(.words), example: "CC0-1.0",
      "The licence or permission under which they may be used.")
    static let labelled = ConfigurationKey(
      "labelled", .text(.words), example: "automatically, from the arrival times",
      "How, when and by whom they were labelled.")
    static let lineage = ConfigurationKey(
      "lineage", .text(.path), example: "lineage.jsonl",
      "A file of OpenLineage events, relative to this file, that say what made the rows, and from what."
    )
  }

  static let keys = [Key.source, Key.collected, Key.by, Key.licence, Key.labelled, Key.lineage]

  init(_ values: ConfigurationMapping) {
    source = values.required(Key.source)
    collected = values.text(Key.collected)
    by = values.text(Key.by)
    licence = values.text(Key.licence)
    labelled = values.text(Key.labelled)
    lineage = values.text(Key.lineage)
  }
}
