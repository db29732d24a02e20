internal import Foundation

/// What a person's `DATA` argument means.
///
///     try DataSource(argument: "flights/*.parquet")          // .path("flights/*.parquet")
///     try DataSource(argument: "duckdb:select 1 as a")       // .query("select 1 as a")
///     try DataSource(argument: "postgresql://db/sales#orders")   // .table(…, …)
///     try DataSource(argument: "https://example.org/a.csv")  // throws: no network
package enum DataSource: Sendable, Hashable {
  /// A file, a directory or a pattern; which one is decided when it is read.
  case path(String)
  /// The same; where its files are text, columns of these names are read by these types.
  case typed(String, [String: StatedType])
  /// A query of the embedded engine.
  case query(String)

  /// A table or query of a database that its driver reaches.
  case table(DatabaseAddress, DatabaseRelation)

  /// Reads an argument.
  ///
  /// A file that exists under the whole argument wins over every other reading, so that a file
  /// named `spark:1.csv` can be given.
  ///
  /// A database stands before its table: `postgresql://host/db#TABLE-or-SQL`,
  /// `spark:sc://host:15002#TABLE-or-SQL`. `duckdb:FILE#TABLE-or-SQL` is a database of DuckDB; see
  /// ``DuckDBFile`` for what is a file there and what a query. Without an address,
  /// `postgresql:TABLE` asks where libpq's variables point and `spark:TABLE` where `SPARK_REMOTE`
  /// does.
  ///
  /// - Parameter named: the address of a database that the project names, by its name.
  /// - Throws: ``EngineError`` of kind `usage`.
  package init(
    argument: String, environment: [String: String] = ProcessInfo.processInfo.environment,
    named: (String) throws(EngineError) -> DatabaseAddress? = { _ in nil }
  ) throws(EngineError) {
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
      if let file = try DuckDBFile(sql) {
        self = .table(.duckdb(file: file.path), file.relation)
      } else {
        self = .query(sql)
      }
    } else if scheme == "postgresql" || scheme == "postgres" {
      let (uri, relation) = try Self.halves(of: rest, scheme: scheme)
      self = .table(
        .postgresql(uri: "postgresql:\(uri ?? "//")"), try DatabaseRelation(relation))
    } else if scheme == "spark" {
      let (uri, relation) = try Self.halves(of: rest, scheme: scheme)
      guard let uri = uri ?? environment["SPARK_REMOTE"], !uri.isEmpty else {
        throw EngineError(
          .usage, "it is not said where Spark is",
          remedy: "set SPARK_REMOTE=sc://host:15002, or write \"spark:sc://host:15002#table\"")
      }
      self = .table(.spark(uri: uri), try DatabaseRelation(relation))
    } else if rest.hasPrefix("//"), scheme == "file" {
      self = .path(String(rest.dropFirst(2)).removingPercentEncoding ?? String(rest.dropFirst(2)))
    } else if rest.hasPrefix("//") {
      throw EngineError(
        .usage, "\(scheme) addresses are not read: Assay opens no connection by itself",
        remedy: "download the file first and name the copy")
    } else if Self.isName(argument[..<colon]), let address = try named(scheme) {
      self = .table(address, try DatabaseRelation(String(rest)))
    } else {
      self = .path(argument)
    }
  }

  /// The source with columns of text files read by types that are stated; any other source is as it
  /// was.
  package func reading(as types: [String: StatedType]) -> DataSource {
    guard case .path(let path) = self, !types.isEmpty else { return self }
    return .typed(path, types)
  }

  /// Whether an engine of a project can be called so.
  private static func isName(_ scheme: Substring) -> Bool {
    !scheme.isEmpty
      && scheme.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
  }

  /// Address and relation of a database argument behind its scheme: the address, where one is
  /// written, ends at the first `#`.
  private static func halves(
    of rest: Substring, scheme: String
  ) throws(EngineError) -> (uri: String?, relation: String) {
    let isAddress = rest.hasPrefix("//") || rest.hasPrefix("sc://")
    guard isAddress else { return (nil, String(rest)) }
    guard let mark = rest.firstIndex(of: "#") else {
      throw EngineError(
        .usage, "no table or query is named behind the database",
        remedy: "end the address with # and one, such as \"\(scheme):…#sales.orders\"")
    }
    return (String(rest[..<mark]), String(rest[rest.index(after: mark)...]))
  }

  /// The argument as it may be shown, written and kept: an address of a database loses password and
  /// options.
  ///
  ///     DataSource.open("postgresql://ann:pw@db/sales?sslmode=require#orders")   //
  ///     postgresql://ann@db/sales#orders
  package static func open(_ argument: String) -> String {
    guard let scheme = argument.firstRange(of: "://"),
      let source = try? DataSource(argument: argument), case .table = source
    else { return argument }
    let rest = argument[scheme.upperBound...]
    let address = rest.prefix { $0 != "#" }
    var place = address.prefix { $0 != "?" && $0 != ";" }
    var user = ""
    if let at = place.lastIndex(of: "@") {
      user = place[..<at].prefix { $0 != ":" } + "@"
      place = place[place.index(after: at)...]
    }
    return argument[..<scheme.upperBound] + user + place + rest[address.endIndex...]
  }

  /// The source in a message.
  package var shown: String {
    switch self {
    case .path(let path), .typed(let path, _): path.shownOnOneLine
    case .query: "the query"
    case .table(let address, let relation):
      relation.isQuery
        ? "the query of \(address.shown)" : "\(relation.text.shownOnOneLine) of \(address.shown)"
    }
  }
}
