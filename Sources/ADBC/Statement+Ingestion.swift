internal import CADBC

extension Connection {
  /// Copies the rows of another database's query into a new table of this one, batch by batch.
  ///
  /// - Parameters:
  ///   - source: a statement of any driver; its batches travel without being copied in between.
  ///   - table: the new table's name, as it is.
  ///   - schema: the name of the schema that holds it; nil where the session makes its tables.
  ///   - isTemporary: whether the table goes with the session.
  /// - Throws: ``ADBCError``; which of the two databases failed is told by the operation.
  package func ingest(
    _ sql: String, of source: Statement, into table: String, schema: String? = nil,
    isTemporary: Bool = false
  ) throws(ADBCError) {
    var options = [
      ("adbc.ingest.target_table", table), ("adbc.ingest.mode", "adbc.ingest.mode.create"),
    ]
    if let schema { options.append(("adbc.ingest.target_db_schema", schema)) }
    if isTemporary { options.append(("adbc.ingest.temporary", "true")) }
    try statement().ingest(source.stream(sql), options)
  }
}

extension Statement {
  /// Binds a stream and runs the statement that stores it.
  fileprivate func ingest(
    _ stream: consuming ForeignStream, _ options: [(key: String, value: String)]
  ) throws(ADBCError) {
    let driver = unsafe owned.connection.database.driver.table
    let handle = unsafe owned.handle
    guard let setOption = unsafe driver.pointee.StatementSetOption,
      let bind = unsafe driver.pointee.StatementBindStream
    else {
      throw .failed(
        operation: "store rows", status: .notImplemented,
        message: "the driver stores no rows", statement: nil)
    }
    for (key, value) in options {
      try unsafe callDriver("set the option \(key)") { unsafe setOption(handle, key, value, $0) }
    }
    // The driver takes the stream over: it moves the struct's content out and releases it.
    try unsafe callDriver("store rows") { unsafe bind(handle, stream.pointer, $0) }
    try unsafe callDriver("copy rows") {
      unsafe driver.pointee.StatementExecuteQuery(handle, nil, nil, $0)
    }
  }

  /// Runs a query whose result another driver shall read.
  fileprivate func stream(_ sql: String) throws(ADBCError) -> ForeignStream {
    let driver = unsafe owned.connection.database.driver.table
    let handle = unsafe owned.handle
    let stream = ForeignStream(statement: owned)
    try unsafe callDriver("prepare a query", statement: sql) {
      unsafe driver.pointee.StatementSetSqlQuery(handle, sql, $0)
    }
    try unsafe callDriver("run a query", statement: sql) {
      unsafe driver.pointee.StatementExecuteQuery(handle, stream.pointer, nil, $0)
    }
    return stream
  }
}

/// A result that is handed from one driver to another; what nobody took is released.
@safe private struct ForeignStream: ~Copyable {
  let pointer: UnsafeMutablePointer<ArrowArrayStream>
  /// Kept until the stream is read.
  private let statement: OwnedStatement

  init(statement: OwnedStatement) {
    unsafe pointer = UnsafeMutablePointer<ArrowArrayStream>.allocate(capacity: 1)
    unsafe pointer.initialize(to: ArrowArrayStream())
    self.statement = statement
  }

  deinit {
    if let release = unsafe pointer.pointee.release { unsafe release(pointer) }
    unsafe pointer.deallocate()
  }
}
