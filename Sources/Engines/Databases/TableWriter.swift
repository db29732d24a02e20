internal import ADBC
internal import Foundation

/// What becomes of a table that is there when rows are written to it.
package enum ExistingTable: String, Sendable, Hashable, CaseIterable {
  /// Its rows stay, and the new ones come to them.
  case append
  /// It goes, and the new one takes its place.
  case replace
}

/// Tables of one database that appear together when ``commit()`` is called, or not at all.
///
/// Everything happens in one transaction of one session: what is not committed when the session
/// ends, the server or the program dies, was never there.
package final class TableWriter {
  private let address: DatabaseAddress
  private let database: Database
  private let session: Connection
  private let embedded: DuckDBEngine
  /// The last table that was written, for the sentence of an error.
  private var last: TableTarget
  /// The file that this writer made, while nothing is in it.
  private var madeFile: String?
  private var hasBegun = false
  /// What was written, as ``identity(_:)`` tells it.
  private var written: Set<String> = []
  /// Tables of Spark that hold what is written until it is committed.
  private var staged: [StagedTable] = []

  /// Opens the database of a target.
  ///
  /// - Throws: ``EngineError``.
  init(
    _ target: TableTarget, embedded: DuckDBEngine, location: DriverLocation
  ) throws(EngineError) {
    address = target.address
    last = target
    self.embedded = embedded
    madeFile = target.file.flatMap { FileManager.default.fileExists(atPath: $0) ? nil : $0 }
    do throws(ADBCError) {
      let driver = try location.load(library: address.driver, entry: address.entry)
      database = try Database(
        driver: driver,
        options: address.options.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
      session = try database.connect()
      try session.run("set time zone 'UTC'")
    } catch {
      throw EngineError(error, writing: target)
    }
  }

  deinit {
    for table in staged { try? run("drop table if exists \(table.beside.name)", table.target) }
    guard let madeFile else { return }
    for path in [madeFile, madeFile + ".wal"] {
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  /// What tells a table from all others, however its name is written; nil when it is not there.
  private func identity(_ target: TableTarget) throws(EngineError) -> String? {
    let literal: (String) -> String = { [dialect = address.dialect] in dialect.literal($0) }
    if address.dialect == .spark {
      let schema = target.schema.map { " in \(address.dialect.identifier($0))" } ?? ""
      let found = try answer("show tables\(schema) like \(literal(target.table))", target)
      return found.map { "\($0).\(target.table)" }
    }
    return try answer(
      address.dialect == .postgresql
        ? "select cast(cast(to_regclass(\(literal(target.name))) as oid) as text)"
        : """
        select table_schema || '.' || table_name from information_schema.tables
        where lower(table_name) = lower(\(literal(target.table)))
        and lower(table_schema) = lower(\(target.schema.map(literal) ?? "current_schema()"))
        """, target)
  }

  /// Refuses a table that is there.
  package func refuseExisting(_ target: TableTarget) throws(EngineError) {
    guard try identity(target) != nil else { return }
    throw EngineError(
      .usage, "there is such a table already",
      remedy: "name another, or give --append or --replace", file: target.shown)
  }

  /// A table that is there with the schema that it is in, so that a new one takes its place and not
  /// another's; as it is when no table is there.
  ///
  /// PostgreSQL looks for a name without a schema along its search path, but makes a table in the
  /// first schema of it.
  private func found(_ target: TableTarget) throws(EngineError) -> TableTarget {
    guard address.dialect == .postgresql, target.schema == nil else { return target }
    let schema = try answer(
      """
      select cast(n.nspname as text) from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.oid = to_regclass(\(address.dialect.literal(target.name)))
      """, target)
    return schema.map(target.inSchema) ?? target
  }

  /// Writes the rows of a query of the target's own database, which never leave it.
  ///
  /// - Parameter existing: what becomes of a table that is there; nil refuses it.
  /// - Returns: how many rows the database has of them.
  /// - Throws: ``EngineError``.
  package func write(
    there query: String, columns: [String], to target: TableTarget, existing: ExistingTable?
  ) throws(EngineError) -> Int {
    last = target
    try begin(target)
    let target = existing == .replace ? try found(target) : target
    try refuseSecond(target)
    let counted = "select cast(count(*) as varchar(20)) from \(target.name)"
    if address.dialect == .spark {
      return try stage(query, columns: columns, for: target, existing: existing)
    }
    if existing == .append, try identity(target) != nil {
      let before = try number(counted, target)
      let names = columns.map(address.dialect.identifier).joined(separator: ", ")
      try run("insert into \(target.name) (\(names)) \(query)", target)
      return try number(counted, target) - before
    }
    if existing == .replace { try run("drop table if exists \(target.name)", target) }
    try run("create table \(target.name) as \(query)", target)
    if let made = try identity(target) { written.insert(made) }
    return try number(counted, target)
  }

  /// Writes rows to a table of Spark beside the target, where they wait for ``commit()``.
  ///
  /// Spark has no transactions, and a table that was there may be what the query reads: nothing of
  /// it is touched before the rows are whole and counted.
  private func stage(
    _ query: String, columns: [String], for target: TableTarget, existing: ExistingTable?
  ) throws(EngineError) -> Int {
    let isThere = try identity(target) != nil
    let table = StagedTable(
      target, suffix: UUID().uuidString.prefix(8).lowercased(),
      columns: columns.map(address.dialect.identifier).joined(separator: ", "), isThere: isThere,
      existing: existing)
    staged.append(table)
    try run("create table \(table.beside.name) using parquet as \(query)", target)
    return try number("select cast(count(*) as varchar(20)) from \(table.beside.name)", target)
  }

  private func begin(_ target: TableTarget) throws(EngineError) {
    // Spark has no transactions.
    guard !hasBegun, address.dialect != .spark else { return }
    try run("begin transaction", target)
    hasBegun = true
  }

  private func refuseSecond(_ target: TableTarget) throws(EngineError) {
    guard let known = try identity(target), written.contains(known) else { return }
    throw EngineError(
      .usage, "two outputs are one table", remedy: "name two", file: target.shown)
  }

  /// Writes the rows of a query of the embedded engine; they are seen by others once they are
  /// committed.
  ///
  /// - Parameter existing: what becomes of a table that is there; nil refuses it.
  /// - Returns: how many rows the database has of them.
  /// - Throws: ``EngineError``.
  package func write(
    _ query: String, to target: TableTarget, existing: ExistingTable?
  ) throws(EngineError) -> Int {
    last = target
    guard address.dialect != .spark else {
      throw TableTarget.isStoredBySparkAlone(target.shown)
    }
    let fields = try embedded.describe(.query(query)).fields
    try begin(target)
    let target = existing == .replace ? try found(target) : target
    try refuseSecond(target)
    if existing == .append, try identity(target) != nil {
      return try append(query, fields, to: target)
    }
    if existing == .replace { try run("drop table if exists \(target.name)", target) }
    try copy(query, fields, into: target.table, schema: target.schema, target)
    if let made = try identity(target) { written.insert(made) }
    return try number("select cast(count(*) as varchar(20)) from \(target.name)", target)
  }

  /// Makes all of it visible: at once where the database has transactions, one table after the
  /// other in Spark.
  ///
  /// - Throws: ``EngineError``. Where the database has transactions nothing was written then. In
  ///   Spark the tables have their old names again, and the error says where the rows are.
  package func commit() throws(EngineError) {
    // From here on a table beside the target may be the only one that holds the rows: nothing drops
    // it any more.
    let tables = staged
    staged = []
    var done: [(table: StagedTable, step: StagedTable.Step)] = []
    for table in tables {
      for step in table.renaming {
        do throws(EngineError) {
          try run(step.statement, table.target)
        } catch {
          throw takeBack(done, of: tables, after: error)
        }
        done.append((table, step))
      }
    }
    for table in tables {
      for step in table.finishing {
        do throws(EngineError) {
          try run(step.statement, table.target)
        } catch {
          throw EngineError(
            error.kind, "\(error.problem); while \(step.statement.shownOnOneLine)",
            remedy: "run that statement yourself: everything before it is done",
            file: table.target.shown)
        }
      }
    }
    guard hasBegun else { return }
    try run("commit", last)
    hasBegun = false
    madeFile = nil
  }

  /// Gives tables their old names again; what to say of the error that made it needful.
  private func takeBack(
    _ done: [(table: StagedTable, step: StagedTable.Step)], of tables: [StagedTable],
    after error: EngineError
  ) -> EngineError {
    var left: [String] = []
    for (table, step) in done.reversed() {
      guard let undoing = step.undoing else { continue }
      do throws(EngineError) {
        try run(undoing, table.target)
      } catch {
        left.append(undoing.shownOnOneLine)
      }
    }
    let places = tables.map(\.beside.shown).joined(separator: ", ")
    let remedy =
      left.isEmpty
      ? "what was there is as it was, and the new rows wait in \(places)"
      : "give the tables their names back: \(left.joined(separator: "; ")); the new rows are in \(places)"
    return EngineError(error.kind, error.problem, remedy: remedy, file: error.file)
  }

  /// Puts rows to those of a table, column by name.
  private func append(
    _ query: String, _ fields: [ArrowField], to target: TableTarget
  ) throws(EngineError) -> Int {
    let staged = "assay staged"
    try copy(query, fields, into: staged, schema: nil, isTemporary: true, target)
    let from = address.dialect.identifier(staged)
    let names = fields.map { address.dialect.identifier($0.name) }.joined(separator: ", ")
    let insert = "insert into \(target.name) (\(names)) select \(names) from \(from)"
    let count =
      address.dialect == .postgresql
      ? "with stored as (\(insert) returning 1) select cast(count(*) as text) from stored" : insert
    let stored = try number(count, target)
    try run("drop table \(from)", target)
    if let known = try identity(target) { written.insert(known) }
    return stored
  }

  private func copy(
    _ query: String, _ fields: [ArrowField], into table: String, schema: String?,
    isTemporary: Bool = false, _ target: TableTarget
  ) throws(EngineError) {
    let columns = fields.map { field in
      let name = SQLText.identifier(field.name)
      return Self.portableType(field.type).map { "cast(\(name) as \($0)) as \(name)" } ?? name
    }
    let source = try embedded.connect(.query(query))
    do throws(ADBCError) {
      let statement = try source.statement()
      try embedded.running.guarded(statement.cancellation) { () throws(ADBCError) in
        try session.ingest(
          "select \(columns.joined(separator: ", ")) from (\(query)\n)", of: statement, into: table,
          schema: schema, isTemporary: isTemporary)
      }
    } catch {
      throw EngineError(error, writing: target)
    }
  }

  /// The type that a column is cast to where databases have no counterpart of its own.
  private static func portableType(_ type: ArrowType) -> String? {
    switch type {
    case .uint64: "decimal(20, 0)"
    case .dictionary: "varchar"
    default: nil
    }
  }

  private func run(_ sql: String, _ target: TableTarget) throws(EngineError) {
    do throws(ADBCError) {
      _ = try embedded.running.query(sql, on: session).textRows()
    } catch {
      throw EngineError(error, writing: target)
    }
  }

  /// The one number that a statement answers.
  private func number(_ sql: String, _ target: TableTarget) throws(EngineError) -> Int {
    try answer(sql, target).flatMap { Int($0) } ?? 0
  }

  /// The one value that a statement answers.
  private func answer(_ sql: String, _ target: TableTarget) throws(EngineError) -> String? {
    do throws(ADBCError) {
      return try embedded.running.query(sql, on: session).textRows().first?.first.flatMap { $0 }
    } catch {
      throw EngineError(error, writing: target)
    }
  }
}
