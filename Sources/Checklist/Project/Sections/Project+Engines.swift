extension Project {
  /// A database that a `DATA` may name, `NAME:TABLE-or-SQL`: how it is reached, without what is
  /// secret.
  package struct NamedEngine: Sendable, Hashable {
    /// What stands before the colon of a `DATA`.
    package var name: String
    /// The driver: the name of its manifest or library, or the path of either.
    package var driver: String
    /// The driver's function, where its name does not follow the specification.
    package var entrypoint: String?
    /// The address.
    package var uri: String?
    /// How the database's SQL is written.
    package var dialect: Dialect
    /// The driver's own options.
    package var options: [String: String]
    /// Environment variables that hold options.
    package var variables: [String: String]
    /// Files that hold options, as typed: relative to the project file's directory.
    package var files: [String: String]

    /// Ways in which databases write SQL.
    package enum Dialect: String, Sendable, Hashable, CaseIterable {
      case postgresql, spark, duckdb, standard, backticks
    }
  }
}

extension Project.NamedEngine {
  enum Key {
    static let driver = ConfigurationKey(
      "driver", .text(.words), isRequired: true, example: "snowflake",
      """
      The ADBC driver: the name of an installed manifest (`snowflake` for snowflake.toml) or library, or \
      the path of either.
      """)
    static let entrypoint = ConfigurationKey(
      "entrypoint", .text(.words), example: "AdbcDriverSnowflakeInit",
      "The driver's function, where its manifest does not name it and it is none of the usual ones."
    )
    static let uri = ConfigurationKey(
      "uri", .text(.words), example: "postgresql://ann@db.example/sales",
      "The address, the driver's option `uri`, without a password.")
    static let dialect = ConfigurationKey(
      "dialect",
      .choice([
        .init("postgresql", "PostgreSQL's SQL: tables are counted there"),
        .init("spark", "Spark's SQL: tables are counted there"),
        .init("duckdb", "DuckDB's SQL: tables are counted there"),
        .init("standard", "names in double quotes; rows are read"),
        .init("backticks", "names in backticks, as BigQuery and MySQL want; rows are read"),
      ]), example: "standard",
      """
      How the database's SQL is written; without it as the driver's name says: postgresql, spark and duckdb, \
      backticks for bigquery, databricks and mysql, standard for others.
      """)
    static let options = ConfigurationKey(
      "options", .entries(.option, .text(.words)),
      example: "{adbc.snowflake.sql.account: acme, adbc.snowflake.sql.db: SALES}",
      "The driver's own options. What is secret belongs in variables or files.")
    static let variables = ConfigurationKey(
      "variables", .entries(.option, .text(.words)), example: "{password: WAREHOUSE_PASSWORD}",
      "Options whose values are in environment variables, by the option: never shown, never kept.")
    static let files = ConfigurationKey(
      "files", .entries(.option, .text(.path)), example: "{password: /run/secrets/warehouse}",
      """
      Options whose values are in files, by the option; paths are relative to this file, and a line end at \
      the end is cut: never shown, never kept.
      """)
  }

  static let keys = [
    Key.driver, Key.entrypoint, Key.uri, Key.dialect, Key.options, Key.variables, Key.files,
  ]

  init(_ name: String, _ values: ConfigurationMapping) {
    self.name = name
    driver = values.required(Key.driver)
    entrypoint = values.text(Key.entrypoint)
    uri = values.text(Key.uri)
    dialect =
      values.text(Key.dialect).flatMap(Dialect.init(rawValue:)) ?? Self.dialect(of: driver)
    options = values.textsByName(Key.options)
    variables = values.textsByName(Key.variables)
    files = values.textsByName(Key.files)
  }

  /// The dialect that a driver's name tells.
  private static func dialect(of driver: String) -> Dialect {
    let name = (driver.split(separator: "/").last ?? "").lowercased()
    let known: [(word: String, dialect: Dialect)] = [
      ("postgres", .postgresql), ("spark", .spark), ("duckdb", .duckdb), ("bigquery", .backticks),
      ("databricks", .backticks), ("mysql", .backticks),
    ]
    return known.first { name.contains($0.word) }?.dialect ?? .standard
  }
}

extension Project {
  /// Schemes that mean something already.
  private static let takenEngineNames = [
    "duckdb", "postgresql", "postgres", "spark", "file", "http", "https", "s3", "gs", "az", "hdfs",
  ]

  /// Names that no `DATA` could use, options that are given twice, and secrets that are written
  /// down.
  var engineRules: [ProjectError] {
    engines.sorted { $0.name < $1.name }.flatMap { engine in
      let path = "engines.\(engine.name)"
      var errors: [ProjectError] = []
      if Self.takenEngineNames.contains(engine.name) {
        errors.append(
          refusal(
            of: path, "“\(engine.name)” has a meaning of its own before a colon",
            remedy: "name the engine otherwise"))
      } else if !Self.isEngineName(engine.name) {
        errors.append(
          refusal(
            of: path, "“\(engine.name.visible)” cannot stand before a colon in a DATA",
            remedy: "use small letters, digits and hyphens, a letter first"))
      }
      let sources =
        [
          engine.options.keys, engine.variables.keys, engine.files.keys,
        ].map(Set.init) + [engine.uri == nil ? [] : ["uri"]]
      let repeated = sources.enumerated().flatMap { place, names in
        names.filter { name in sources[..<place].contains { $0.contains(name) } }
      }
      if let option = repeated.min() {
        errors.append(
          refusal(
            of: path, "the option “\(option.visible)” is given twice",
            remedy: "keep one of uri, options, variables and files for it"))
      }
      if let uri = engine.uri, Self.holdsPassword(uri) {
        errors.append(
          refusal(
            of: "\(path).uri", "the address holds a password",
            remedy: "write it without, and the whole under `variables: {uri: NAME}`"))
      }
      return errors
    }
  }

  private static func isEngineName(_ name: String) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let first = name.utf8.first, letters.contains(first) else { return false }
    return name.utf8.allSatisfy {
      letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-")
    }
  }

  private static func holdsPassword(_ uri: String) -> Bool {
    let lower = uri.lowercased()
    if ["password=", "pwd=", "token=", "secret="].contains(where: lower.contains) { return true }
    guard let scheme = uri.firstRange(of: "://") else { return false }
    let authority = uri[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != ";" }
    guard let at = authority.lastIndex(of: "@") else { return false }
    return authority[..<at].contains(":")
  }
}

extension ConfigurationMapping {
  /// The texts by name of a key; empty when not given.
  fileprivate func textsByName(_ key: ConfigurationKey) -> [String: String] {
    var texts: [String: String] = [:]
    for entry in mapping(key).entries {
      if case .text(let text) = entry.value { texts[entry.key] = text }
    }
    return texts
  }
}
