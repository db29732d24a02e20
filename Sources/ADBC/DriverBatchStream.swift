internal import CADBC

/// The batches of a query, pulled from its driver through the Arrow C stream interface.
@safe final class DriverBatchStream: BatchStream {
  let fields: [ArrowField]
  let cancellation: Cancellation?
  private let stream: UnsafeMutablePointer<ArrowArrayStream>
  private let sql: String
  private let statement: OwnedStatement

  /// Takes the stream over, unless it throws: then the caller still owns it.
  init(
    owning stream: UnsafeMutablePointer<ArrowArrayStream>, sql: String, statement: OwnedStatement,
    cancellation: Cancellation
  ) throws(ADBCError) {
    guard let getSchema = unsafe stream.pointee.get_schema else {
      throw .malformedBatch("the result has no schema")
    }
    var schema = unsafe ArrowSchema()
    let code = unsafe getSchema(stream, &schema)
    guard code == 0 else {
      throw unsafe Self.failure(of: stream, code: code, sql: sql, statement: statement)
    }
    defer { if let release = unsafe schema.release { unsafe release(&schema) } }
    fields = try unsafe ArrowField.columns(of: schema)
    unsafe self.stream = stream
    self.sql = sql
    self.statement = statement
    self.cancellation = cancellation
  }

  deinit {
    if let release = unsafe stream.pointee.release { unsafe release(stream) }
    unsafe stream.deallocate()
  }

  func next() throws(ADBCError) -> ArrowBatch? {
    if let cancellation, cancellation.isCancelled { throw .cancelled }
    guard let getNext = unsafe stream.pointee.get_next else { return nil }
    var array = unsafe ArrowArray()
    let code = unsafe getNext(stream, &array)
    guard code == 0 else {
      if let cancellation, cancellation.isCancelled { throw .cancelled }
      throw unsafe Self.failure(of: stream, code: code, sql: sql, statement: statement)
    }
    guard unsafe array.release != nil else {
      // A cancelled query may end instead of failing; half a result must not look whole.
      if let cancellation, cancellation.isCancelled { throw .cancelled }
      return nil
    }
    return try unsafe ArrowBatch(owning: array, fields: fields)
  }

  /// What the driver says about a stream that failed: its own error where it has one, else the
  /// stream's last words, else the operating system's code.
  private static func failure(
    of stream: UnsafeMutablePointer<ArrowArrayStream>, code: Int32, sql: String,
    statement: OwnedStatement
  ) -> ADBCError {
    let message = unsafe stream.pointee.get_last_error.flatMap { lastError in
      unsafe lastError(stream).map { unsafe String(cString: $0) }
    }
    var status = ADBCError.Status.inputOutput.rawValue
    if let describe = unsafe statement.connection.database.driver.table.pointee.ErrorFromArrayStream
    {
      var told: AdbcStatusCode = 0
      if let error = unsafe describe(stream, &told), told != 0 {
        status = told
        if let text = unsafe error.pointee.message {
          return driverFailure(
            "read a result", code: told, message: unsafe String(cString: text), statement: sql,
            sqlState: unsafe sqlState(of: error.pointee))
        }
      }
    }
    return driverFailure(
      "read a result", code: status, message: message ?? "the stream failed with code \(code)",
      statement: sql)
  }
}
