internal import ADBC

extension EngineError {
  /// The sentence for a driver's error while a table of a database was read.
  init(_ error: ADBCError, reading relation: DatabaseRelation, of address: DatabaseAddress) {
    let place =
      relation.isQuery ? "the query of \(address.shown)" : "\(relation.text) of \(address.shown)"
    switch error {
    case .driverNotFound(let name, let searched):
      self.init(
        .broken, "the driver \(name) was not found in \(searched.joined(separator: ", "))",
        remedy: "\(address.installation), or set ASSAY_DRIVER_PATH to the folder that holds it")
    case .failed(let operation, let status, let message, _, let sqlState):
      self.init(
        message: message, status: status, operation: operation, place: place, address: address)
      isPassing = Self.isPassing(message, sqlState: sqlState)
    default: self.init(error, reading: place)
    }
  }

  /// The sentence for a driver's error while a table of a database was written.
  init(_ error: ADBCError, writing target: TableTarget) {
    let place = target.shown
    switch error {
    case .driverNotFound:
      self.init(error, reading: DatabaseRelation(table: target), of: target.address)
    case .failed(let operation, let status, let message, _, _):
      self.init(
        message: message, status: status, operation: operation, place: place,
        address: target.address, faults: Self.writingFaults)
    default: self.init(error, reading: place)
    }
  }

  private init(
    message: String, status: ADBCError.Status, operation: String, place: String,
    address: DatabaseAddress, faults: [Fault] = []
  ) {
    let ofFiles = address.isFile ? Self.fileFaults : []
    for fault in faults + ofFiles + Self.databaseFaults
    where fault.statuses.contains(status) || fault.words.contains(where: message.contains) {
      let said = Self.said(
        message, hiding: address.secrets, keepsAddresses: fault.isOfConnection)
      self.init(
        fault.kind, fault.isWhole ? fault.problem : "\(fault.problem): \(said)",
        remedy: fault.remedy, file: place)
      return
    }
    let said = Self.said(message, hiding: address.secrets)
    self.init(
      .broken, "the database could not \(operation): \(said)",
      remedy: "look into the database's log", file: place)
  }

  /// The driver's words on one line: without literals, secrets and what it says of itself.
  ///
  /// - Parameter keepsAddresses: whether hosts and ports stay, of a message that holds no values.
  private static func said(
    _ message: String, hiding secrets: [String], keepsAddresses: Bool = false
  ) -> String {
    var text = message
    for secret in secrets { text = text.replacing(secret, with: "…") }
    // Spark's driver begins with its own name, now and then on a line of its own.
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      String(line.trimmingPrefix("[Spark]").trimmingPrefix { $0.isWhitespace })
    }.filter { !$0.isEmpty }
    let line = lines.first { $0.contains("ERROR:") || $0.contains("FATAL:") } ?? lines.first ?? ""
    let start = ["ERROR:", "FATAL:"].compactMap { line.firstRange(of: $0)?.upperBound }.min()
    // What stands before is where the server is.
    let bare = String(keepsAddresses ? line[...] : start.map { line[$0...] } ?? line[...])
    let redacted = keepsAddresses ? redactedButAddresses(bare) : Redaction.redact(bare)
    return String(redacted.shownOnOneLine.trimmingPrefix { $0 == " " }.prefix(300))
  }

  /// A message without its literals, but with the hosts and ports in it; what stands before an `@`
  /// may be a password.
  private static func redactedButAddresses(_ message: String) -> String {
    let address =
      #/
      \bport\ \d{1,5}\b
      | \b\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?(?![\d@])
      | \b[A-Za-z][A-Za-z0-9.\-]*:\d{1,5}(?![\d@])
      /#
    var kept: [String] = []
    let marked = message.replacing(address) { match -> String in
      kept.append(String(match.output.0))
      // A word that holds no literal, and nobody else's.
      return "assayAddress\(String(repeating: "x", count: kept.count))."
    }
    var text = Redaction.redact(marked)
    for (place, address) in kept.enumerated().reversed() {
      text = text.replacing(
        "assayAddress\(String(repeating: "x", count: place + 1)).", with: address)
    }
    return text
  }

  /// Whether the same question may be answered when it is asked again.
  private static func isPassing(_ message: String, sqlState: String?) -> Bool {
    // Connections that failed; sessions that the server ended, or takes none of yet; transactions
    // that another one, or the recovery of a standby, was in the way of.
    if let sqlState,
      sqlState.hasPrefix("08")
        || ["57P01", "57P02", "57P03", "40001", "40P01"].contains(sqlState)
    {
      return true
    }
    // Some drivers have one code for everything.
    return [
      "server closed the connection", "terminating connection", "Connection reset",
      "connection reset", "broken pipe", "no connection to the server", "Connection refused",
      "connection refused", "the database system is", "transport error", "UNAVAILABLE",
      "Unavailable", "error reading from server", "ExecutorLostFailure",
    ].contains(where: message.contains)
  }

  private struct Fault {
    let statuses: Set<ADBCError.Status>
    let words: [String]
    let kind: Kind
    let problem: String
    let remedy: String
    /// Whether the driver's own words would add nothing.
    var isWhole = false
    /// Whether the driver's words are about a connection, and hold its address and no values.
    var isOfConnection = false
  }

  /// What databases say, and what a person can do; the first that fits.
  private static let databaseFaults: [Fault] = [
    Fault(
      statuses: [.unauthenticated],
      words: ["password authentication failed", "no password supplied"],
      kind: .unreadable, problem: "the database does not let this user in",
      remedy: "check user and password; they come from the address, PGPASSWORD or ~/.pgpass",
      isOfConnection: true),
    Fault(
      statuses: [.unauthorized], words: ["permission denied", "INSUFFICIENT_PERMISSIONS"],
      kind: .unreadable, problem: "this user may not read it",
      remedy: "ask for the right to select from it"),
    Fault(
      statuses: [.timeout], words: ["statement timeout", "lock timeout"],
      kind: .unreadable, problem: "the database ended the statement after its time limit",
      remedy: "raise the limit of the user or the session, or read fewer columns"),
    Fault(
      statuses: [], words: ["due to user request"],
      kind: .unreadable, problem: "somebody ended the statement in the database",
      remedy: "ask who runs it, or run this again"),
    Fault(
      statuses: [],
      words: [
        "could not connect", "connection to server", "Connection refused", "connection refused",
        "transport error", "tcp connect error", "Unavailable", "UNAVAILABLE",
        "could not translate host",
        "dns error", "server closed the connection", "terminating connection", "broken pipe",
        "no connection to the server", "the database system is", "error reading from server",
      ],
      kind: .unreadable, problem: "the database cannot be reached, or went away",
      remedy: "check address and port, and that it runs; then run this again", isOfConnection: true),
    Fault(
      statuses: [], words: ["out of range for type double precision"],
      kind: .unreadable, problem: "there is a number beyond the largest double",
      remedy: "leave its column out with --columns, or divide it in a query"),
    Fault(
      statuses: [.notFound],
      words: [
        "does not exist", "no such table", "TABLE_OR_VIEW_NOT_FOUND", "UNRESOLVED_COLUMN",
        "SCHEMA_NOT_FOUND",
      ],
      kind: .unreadable, problem: "it names something that is not there",
      remedy: "check the spelling, the schema and the database"),
    Fault(
      statuses: [], words: ["syntax error", "PARSE_SYNTAX_ERROR", "ParseException"],
      kind: .usage, problem: "the query is not SQL that the database understands",
      remedy: "correct the query"),
    Fault(
      statuses: [], words: ["read-only transaction"],
      kind: .usage, problem: "the query writes, and Assay only reads",
      remedy: "write a query that selects"),
  ]

  /// What DuckDB says of a file.
  private static let fileFaults: [Fault] = [
    Fault(
      statuses: [], words: ["database file with version number"],
      kind: .unreadable, problem: "the file has a storage format that this DuckDB does not read",
      remedy:
        "with the DuckDB that made it, copy its tables to Parquet, or into a file attached with "
        + "(storage_version 'v1.0.0')", isWhole: true),
    Fault(
      statuses: [], words: ["not a valid DuckDB database", "Is a directory"],
      kind: .unreadable, problem: "the file is no database of DuckDB",
      remedy: "name one that DuckDB made; a file of data stands by itself, without duckdb:",
      isWhole: true),
    Fault(
      statuses: [], words: ["encrypted", "encryption key"],
      kind: .unreadable, problem: "the file is encrypted",
      remedy: "copy the tables into a file that is not", isWhole: true),
    Fault(
      statuses: [], words: ["Could not read enough bytes", "Corrupt database", "checksum"],
      kind: .unreadable, problem: "the file is cut off or damaged",
      remedy: "copy it again, or restore it", isWhole: true),
    Fault(
      statuses: [], words: ["Permission denied"],
      kind: .unreadable, problem: "the file may not be read",
      remedy: "give read permission to it", isWhole: true),
    Fault(
      statuses: [], words: ["Could not set lock", "Conflicting lock"],
      kind: .unreadable, problem: "another program has the database open",
      remedy: "close it there, then run this again", isWhole: true),
    Fault(
      statuses: [], words: ["Binder Error"],
      kind: .usage, problem: "the query does not fit the tables",
      remedy: "correct the query"),
  ]

  /// The sentence for a table that a file of DuckDB does not have.
  ///
  /// - Parameter tables: those that it has, in their order.
  init(
    absentIn tables: [String], reading relation: DatabaseRelation, of address: DatabaseAddress
  ) {
    let names = tables.prefix(12).map(\.shownOnOneLine).joined(separator: ", ")
    self.init(
      .unreadable,
      relation.isQuery ? "the query names a table that is not there" : "there is no such table",
      remedy: tables.isEmpty
        ? "the file has none" : "the file has \(names)\(tables.count > 12 ? ", …" : "")",
      file: DataSource.table(address, relation).shown)
  }

  /// What databases say when a table is written, where it is not what they say to readers.
  private static let writingFaults: [Fault] = [
    Fault(
      statuses: [.unauthorized], words: ["permission denied", "must be owner"],
      kind: .unreadable, problem: "this user may not write there",
      remedy: "ask for the right to create the table or to insert into it, or name another schema"),
    Fault(
      statuses: [.alreadyExists], words: ["already exists"],
      kind: .usage, problem: "there is such a table already",
      remedy: "name another, or give --append or --replace"),
    Fault(
      statuses: [], words: ["read-only transaction", "recovery is in progress"],
      kind: .unreadable, problem: "the database takes no writes",
      remedy: "name one that is not a standby, or a session that is not read only"),
    Fault(
      statuses: [], words: ["Could not set lock", "Conflicting lock"],
      kind: .unreadable, problem: "another program has the database open",
      remedy: "close it there, then run this again"),
    Fault(
      statuses: [], words: ["Cannot open file"],
      kind: .unreadable, problem: "the file cannot be opened or made",
      remedy: "see that its folder is there and that you may write in it"),
    Fault(
      statuses: [], words: ["not a valid DuckDB database"],
      kind: .unreadable, problem: "the file is no database of DuckDB",
      remedy: "name a file that DuckDB made, or a new one"),
    Fault(
      statuses: [], words: ["of relation", "does not have a column", "is of type"],
      kind: .unreadable, problem: "the table has other columns or types than the rows",
      remedy: "name another, or give --replace"),
    Fault(
      statuses: [], words: ["No space left", "could not extend file"],
      kind: .unreadable, problem: "there is no space left where the database is",
      remedy: "make room there, then run this again"),
  ]
}
