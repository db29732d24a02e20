internal import Foundation

/// A database that a driver reaches: which driver, and what it is told.
///
/// Two addresses are one when driver and options are the same. Options may hold secrets, and are
/// never part of a description.
package struct DatabaseAddress: Sendable, Hashable {
  /// The name before the colon of a `DATA` argument: `postgresql`, `spark`, or one of `engines:`.
  package let name: String
  package let dialect: Dialect
  /// Whether the database's SQL is known well enough to count in it; otherwise its rows are read.
  package let counts: Bool
  /// The driver's library without prefix and suffix, such as `adbc_driver_postgresql`; also the
  /// name of its manifest.
  let driver: String
  /// The exported function, where its name does not follow the specification.
  let entry: String?
  /// The driver's own keys and values.
  let options: [String: String]
  /// How a missing driver is installed.
  let installation: String

  /// Makes an address.
  package init(
    name: String, dialect: Dialect, counts: Bool = true, driver: String, entry: String? = nil,
    options: [String: String], installation: String
  ) {
    self.name = name
    self.dialect = dialect
    self.counts = counts
    self.driver = driver
    self.entry = entry
    self.options = options
    self.installation = installation
  }

  /// PostgreSQL by libpq: what the address leaves out comes from `PGHOST`, `PGPASSWORD`,
  /// `~/.pgpass` and the like.
  package static func postgresql(uri: String) -> DatabaseAddress {
    DatabaseAddress(
      name: "postgresql", dialect: .postgresql, driver: "adbc_driver_postgresql",
      entry: "AdbcDriverPostgresqlInit", options: ["uri": uri],
      installation: "run scripts/bootstrap --databases")
  }

  /// Spark by Spark Connect.
  package static func spark(uri: String) -> DatabaseAddress {
    DatabaseAddress(
      name: "spark", dialect: .spark, driver: "adbc_driver_spark", entry: "AdbcDriverSparkInit",
      options: ["uri": uri], installation: "run scripts/bootstrap --databases")
  }

  /// What is run when a session begins; nothing in a database whose SQL is not known.
  var preamble: [String] { counts ? dialect.preamble : [] }

  /// A database of DuckDB in a file.
  ///
  /// It starts no extension by itself, as the embedded engine.
  static func duckdb(file: String) -> DatabaseAddress {
    // One file has one address, however it is written.
    let path = URL(fileURLWithPath: file).standardizedFileURL.resolvingSymlinksInPath().path
    return DatabaseAddress(
      name: "duckdb", dialect: .duckdb, driver: "duckdb", entry: "duckdb_adbc_init",
      options: [
        "path": path, "memory_limit": "512MiB", "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false", "allow_community_extensions": "false",
        "allow_persistent_secrets": "false",
      ], installation: "run scripts/bootstrap")
  }

  /// Whether it is a file of DuckDB.
  var isFile: Bool { options["path"] != nil }

  /// The database in a message: its name and, of its address, only host and path.
  package var shown: String {
    if let path = options["path"] { return path.shownOnOneLine }
    guard let uri = options["uri"], let scheme = uri.firstRange(of: "://") else { return name }
    let rest = uri[scheme.upperBound...].prefix { $0 != "?" && $0 != ";" && $0 != "#" }
    let place = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
    return place.isEmpty ? name : "\(name) at \(String(place).shownOnOneLine)"
  }

  /// What must not be shown though a driver may quote it: user and password of the address, and all
  /// other options.
  var secrets: [String] {
    guard !isFile else { return [] }
    var found = options.filter { $0.key != "uri" }.map(\.value)
    if let uri = options["uri"] {
      if let scheme = uri.firstRange(of: "://"),
        let end = uri[scheme.upperBound...].lastIndex(of: "@")
      {
        let user = uri[scheme.upperBound..<end]
        if let colon = user.firstIndex(of: ":") {
          found.append(String(user[user.index(after: colon)...]))
        }
      }
      for option in uri.split(whereSeparator: { "?;&".contains($0) }).dropFirst() {
        guard let equals = option.firstIndex(of: "=") else { continue }
        found.append(String(option[option.index(after: equals)...]))
      }
    }
    // Short words would blot out half of a message.
    return found.filter { $0.count >= 4 }
  }
}
