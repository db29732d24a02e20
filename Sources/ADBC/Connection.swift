internal import CADBC

/// One session with a database.
///
/// Statements of one connection take turns: some drivers copy a result that is still being read
/// into memory when the next statement starts. Open one connection for each stream that is read
/// at the same time as another.
// Unchecked: the handle is set once, and ADBC lets threads take turns with a connection.
@safe package final class Connection: @unchecked Sendable {
  // Sendable: the handle is written in `init` and `deinit` only; the specification lets calls come
  // from different threads as long as they do not overlap, which one statement at a time keeps,
  // and excepts cancelling from that rule.

  let database: Database
  let handle: UnsafeMutablePointer<AdbcConnection>

  init(database: Database, options: KeyValuePairs<String, String>) throws(ADBCError) {
    let handle = UnsafeMutablePointer<AdbcConnection>.allocate(capacity: 1)
    unsafe handle.initialize(to: AdbcConnection())
    let table = unsafe database.driver.table
    do throws(ADBCError) {
      try unsafe callDriver("create a connection") {
        unsafe table.pointee.ConnectionNew(handle, $0)
      }
      for (key, value) in options {
        guard let setOption = unsafe table.pointee.ConnectionSetOption else {
          throw .failed(
            operation: "set the connection option \(key)", status: .notImplemented,
            message: "the driver has no connection options", statement: nil)
        }
        try unsafe callDriver("set the connection option \(key)") {
          unsafe setOption(handle, key, value, $0)
        }
      }
      try unsafe callDriver("connect to the database") {
        unsafe table.pointee.ConnectionInit(handle, database.handle, $0)
      }
    } catch {
      unsafe Self.release(handle, of: database.driver)
      throw error
    }
    self.database = database
    unsafe self.handle = handle
  }

  deinit { unsafe Self.release(handle, of: database.driver) }

  private static func release(_ handle: UnsafeMutablePointer<AdbcConnection>, of driver: Driver) {
    if unsafe handle.pointee.private_data != nil {
      try? unsafe callDriver("close the connection") {
        unsafe driver.table.pointee.ConnectionRelease(handle, $0)
      }
    }
    unsafe handle.deallocate()
  }

  /// A statement that can be executed, and cancelled from another thread.
  package func statement() throws(ADBCError) -> Statement {
    try Statement(connection: self)
  }

  /// Runs a query and gives its result as batches; the stream keeps the connection open.
  ///
  /// - Throws: ``ADBCError/failed(operation:status:message:statement:)``.
  package func query(_ sql: String) throws(ADBCError) -> any BatchStream {
    try statement().execute(sql)
  }

  /// Runs a statement for its effect and throws away what it returns.
  package func run(_ sql: String) throws(ADBCError) {
    let stream = try query(sql)
    while try stream.next() != nil {}
  }
}
