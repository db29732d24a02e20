internal import Foundation

/// What a person's `DATA` argument means.
///
///     try DataSource(argument: "flights/*.parquet")          // .path("flights/*.parquet")
///     try DataSource(argument: "duckdb:select 1 as a")       // .query("select 1 as a")
///     try DataSource(argument: "https://example.org/a.csv")  // throws: no network
package enum DataSource: Sendable, Hashable {
  /// A file, a directory or a pattern; which one is decided when it is read.
  case path(String)
  /// A query of the embedded engine.
  case query(String)

  /// Engines whose names may stand before a colon, and what they are called in messages.
  private static let futureEngines = [
    "postgresql": "PostgreSQL", "postgres": "PostgreSQL", "spark": "Spark", "sc": "Spark",
    "snowflake": "Snowflake", "bigquery": "BigQuery", "mysql": "MySQL", "sqlite": "SQLite",
    "adbc": "other databases",
  ]

  /// Reads an argument.
  ///
  /// A file that exists under the whole argument wins over every other reading, so that a file
  /// named `spark:1.csv` can be given.
  ///
  /// - Throws: ``EngineError`` of kind `usage`.
  package init(argument: String) throws(EngineError) {
    guard !argument.isEmpty else {
      throw EngineError(
        .usage, "the data argument is empty",
        remedy: "name a file, a pattern, a directory or a query such as \"duckdb:select …\"")
    }
    guard !argument.utf8.contains(0) else {
      throw EngineError(
        .usage, "the data argument holds a NUL byte", remedy: "name a file without one")
    }
    if FileManager.default.fileExists(atPath: argument) {
      self = .path(argument)
      return
    }
    guard let colon = argument.firstIndex(of: ":") else {
      self = .path(argument)
      return
    }
    let scheme = argument[..<colon].lowercased()
    let rest = argument[argument.index(after: colon)...]
    if scheme == "duckdb" {
      let sql = rest.trimmingCharacters(in: .whitespacesAndNewlines)
      guard !sql.isEmpty else {
        throw EngineError(
          .usage, "no query follows \"duckdb:\"",
          remedy: "write one, such as \"duckdb:select * from 'a.parquet'\"")
      }
      self = .query(sql)
    } else if let engine = Self.futureEngines[scheme] {
      throw EngineError(
        .usage, "reading from \(engine) is not available in this version",
        remedy: "export the rows to a Parquet or CSV file and name that file")
    } else if rest.hasPrefix("//"), scheme == "file" {
      self = .path(String(rest.dropFirst(2)).removingPercentEncoding ?? String(rest.dropFirst(2)))
    } else if rest.hasPrefix("//") {
      throw EngineError(
        .usage, "\(scheme) addresses are not read: Assay opens no connection by itself",
        remedy: "download the file first and name the copy")
    } else {
      self = .path(argument)
    }
  }

  /// The source in a message.
  package var shown: String {
    switch self {
    case .path(let path): path.shownOnOneLine
    case .query: "the query"
    }
  }
}
