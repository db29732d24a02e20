internal import ADBC
internal import Synchronization

/// One database that is reached through its driver: tables and queries are read where they are.
///
/// It opens its connection when the first table is described, in time zone UTC and, where the
/// database knows that, read only. Rows come in the database's order, which is none unless the
/// query has one.
final class DatabaseEngine: Sendable {
  let address: DatabaseAddress
  private let location: DriverLocation
  private let running = RunningQueries()
  private let opened = Mutex<Database?>(nil)
  private let described = Mutex<[DatabaseRelation: [ArrowField]]>([:])

  init(_ address: DatabaseAddress, location: DriverLocation) {
    self.address = address
    self.location = location
  }

  func describe(_ relation: DatabaseRelation) throws(EngineError) -> SourceDescription {
    let selected = try selection(relation, columns: nil)
    let stream = try open("\(selected) where 1 = 0", relation)
    try refuseMisquoted(stream.fields, relation)
    let nested = stream.fields.filter { if case .unsupported = $0.type { true } else { false } }
    return SourceDescription(
      fields: stream.fields, rowCount: nil,
      warnings: nested.map {
        InputWarning(
          .nestedColumn,
          "a list, struct, interval or map cannot be measured; the other columns were read",
          file: nil, column: $0.name)
      }, files: [])
  }

  func scan(
    _ relation: DatabaseRelation, _ request: ScanRequest
  ) throws(EngineError) -> any BatchStream {
    var sql = try selection(relation, columns: request.columns)
    if let condition = request.whereEqual {
      let column = address.dialect.identifier(condition.column)
      sql +=
        " where cast(\(column) as \(address.dialect.textType)) = "
        + address.dialect.literal(condition.value)
    }
    if let limit = request.limit { sql += " limit \(max(0, limit))" }
    // Once rows were handed on they cannot be taken back: only the beginning is asked for again.
    return try AskingAgain.standard.run { () throws(EngineError) in try open(sql, relation) }
  }

  /// A session in which several questions are asked of a relation.
  func session(_ relation: DatabaseRelation) throws(EngineError) -> TableSession {
    guard address.counts else {
      throw EngineError(
        .usage, "counting inside of \(address.name) needs SQL that is not known of it",
        remedy:
          "leave out --count there, or say dialect: postgresql, spark or duckdb in engines: where it speaks one of them",
        file: address.shown)
    }
    let columns = try fields(of: relation)
    let described = try describe(relation).fields
    let address = address
    do throws(ADBCError) {
      let connection = try connect()
      for statement in address.dialect.snapshot { try connection.run(statement) }
      return TableSession(
        dialect: address.dialect, fields: described, relation: relation.inFrom,
        shown: DataSource.table(address, relation).shown,
        expressions: Dictionary(
          columns.map { ($0.name, address.dialect.expression($0)) }, uniquingKeysWith: { $1 }),
        connection: connection, running: running
      ) { EngineError($0, reading: relation, of: address) }
    } catch {
      throw EngineError(error, reading: relation, of: address)
    }
  }

  /// Copies columns of a relation into a new table of another database.
  func copy(
    _ relation: DatabaseRelation, columns: [String]?, into table: String, of target: Connection
  ) throws(EngineError) {
    let sql = try selection(relation, columns: columns)
    do throws(ADBCError) {
      let statement = try connect().statement()
      try running.guarded(statement.cancellation) { () throws(ADBCError) in
        try target.ingest(sql, of: statement, into: table)
      }
    } catch {
      throw EngineError(error, reading: relation, of: address)
    }
  }

  func stop() { running.stop() }

  /// `select … from …` with every column in a type that can be measured.
  private func selection(
    _ relation: DatabaseRelation, columns: [String]?
  ) throws(EngineError) -> String {
    let fields = try fields(of: relation)
    var selected = fields
    if let columns {
      selected = []
      for name in columns {
        guard let field = fields.first(where: { $0.name == name }) else {
          throw EngineError(
            .usage, "there is no such column",
            remedy:
              "the columns are \(fields.prefix(12).map(\.name.shownOnOneLine).joined(separator: ", "))",
            file: address.shown, column: name)
        }
        selected.append(field)
      }
    }
    guard !selected.isEmpty else {
      throw EngineError(
        .usage, "no column is selected", remedy: "name at least one", file: address.shown)
    }
    let list = selected.map {
      "\(address.dialect.expression($0)) as \(address.dialect.identifier($0.name))"
    }
    return "select \(list.joined(separator: ", ")) from \(relation.inFrom)"
  }

  /// Where double quotes mean a text, a selected column has another type than the table's: every
  /// row would hold its name.
  private func refuseMisquoted(
    _ selected: [ArrowField], _ relation: DatabaseRelation
  ) throws(EngineError) {
    guard !address.counts else { return }
    for (field, own) in zip(selected, try fields(of: relation)) where field.type != own.type {
      throw EngineError(
        .usage, "the database does not read names of columns in these quotes",
        remedy: "set dialect: backticks or standard in engines.\(address.name)",
        file: address.shown, column: own.name)
    }
  }

  /// The columns as the database has them.
  private func fields(of relation: DatabaseRelation) throws(EngineError) -> [ArrowField] {
    if let known = described.withLock({ $0[relation] }) { return known }
    let fields = try open("select * from \(relation.inFrom) where 1 = 0", relation).fields
    described.withLock { $0[relation] = fields }
    return fields
  }

  private func open(
    _ sql: String, _ relation: DatabaseRelation
  ) throws(EngineError) -> any BatchStream {
    do throws(ADBCError) {
      return try running.query(sql, on: connect())
    } catch {
      guard address.isFile, case .failed(_, _, let message, _, _) = error,
        message.contains("Catalog Error: Table with name")
      else { throw EngineError(error, reading: relation, of: address) }
      throw EngineError(absentIn: try tables(relation), reading: relation, of: address)
    }
  }

  /// The tables and views of a file of DuckDB, as they are named behind it.
  private func tables(_ relation: DatabaseRelation) throws(EngineError) -> [String] {
    do throws(ADBCError) {
      let rows = try running.query(
        """
        select case when table_schema <> current_schema() then table_schema end, table_name
        from information_schema.tables where table_catalog = current_database() order by 1, 2
        """, on: connect()
      ).textRows()
      return rows.map { names in
        names.compactMap { $0.map(Self.written) }.joined(separator: ".")
      }
    } catch {
      throw EngineError(error, reading: relation, of: address)
    }
  }

  /// A name as it is written behind a database: in quotes where it is no plain word.
  private static func written(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    return isPlain ? name : SQLText.identifier(name)
  }

  /// A session of its own for each stream; see ``Connection``.
  private func connect() throws(ADBCError) -> Connection {
    let connection = try database().connect()
    for statement in address.preamble { try connection.run(statement) }
    return connection
  }

  private func database() throws(ADBCError) -> Database {
    if let known = opened.withLock({ $0 }) { return known }
    let driver = try location.load(library: address.driver, entry: address.entry)
    // A file is only read: what writes has a session of its own.
    let mode = address.isFile ? ["access_mode": "READ_ONLY"] : [:]
    let options = address.options.merging(mode) { first, _ in first }
    let database = try Database(
      driver: driver, options: options.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    )
    return opened.withLock { known in
      if let known { return known }
      known = database
      return database
    }
  }
}
