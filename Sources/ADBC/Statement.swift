internal import CADBC

/// One statement of a connection.
// Unchecked: the handle is set once, and only cancelling comes from another thread, as ADBC allows.
@safe package final class Statement: @unchecked Sendable {
  // Sendable: the handle is written in `init` and `deinit` only, and the only call that may
  // overlap another is the driver's cancel, which the specification makes safe for that.

  let owned: OwnedStatement

  /// Stops ``execute(_:)`` and the stream that it gave, from any thread.
  package let cancellation: Cancellation

  init(connection: Connection) throws(ADBCError) {
    let owned = try OwnedStatement(connection: connection)
    self.owned = owned
    cancellation = Cancellation { owned.interrupt() }
  }

  /// Runs a query and gives its result as batches.
  ///
  /// The stream keeps statement and connection. Whether rows are computed as they are pulled is the
  /// driver's choice.
  ///
  /// - Throws: ``ADBCError/failed(operation:status:message:statement:)`` with the statement's
  ///   literals redacted; ``ADBCError/cancelled``.
  package func execute(_ sql: String) throws(ADBCError) -> any BatchStream {
    let table = unsafe owned.connection.database.driver.table
    let handle = unsafe owned.handle
    let stream = UnsafeMutablePointer<ArrowArrayStream>.allocate(capacity: 1)
    unsafe stream.initialize(to: ArrowArrayStream())
    do throws(ADBCError) {
      if cancellation.isCancelled { throw .cancelled }
      try unsafe callDriver("prepare a query", statement: sql) {
        unsafe table.pointee.StatementSetSqlQuery(handle, sql, $0)
      }
      try unsafe callDriver("run a query", statement: sql) {
        unsafe table.pointee.StatementExecuteQuery(handle, stream, nil, $0)
      }
      return try unsafe DriverBatchStream(
        owning: stream, sql: sql, statement: owned, cancellation: cancellation)
    } catch {
      if let release = unsafe stream.pointee.release { unsafe release(stream) }
      unsafe stream.deallocate()
      throw cancellation.isCancelled ? .cancelled : error
    }
  }

  /// Stops the query from any thread; see ``Cancellation``.
  package func cancel() { cancellation.cancel() }
}

/// The driver's handle of a statement, shared by the statement and its stream.
// Unchecked: the handle is set once and released by the last of the two that share it.
@safe final class OwnedStatement: @unchecked Sendable {
  // Sendable: as ``Statement``.

  let connection: Connection
  let handle: UnsafeMutablePointer<AdbcStatement>

  init(connection: Connection) throws(ADBCError) {
    let handle = UnsafeMutablePointer<AdbcStatement>.allocate(capacity: 1)
    unsafe handle.initialize(to: AdbcStatement())
    let table = unsafe connection.database.driver.table
    do throws(ADBCError) {
      try unsafe callDriver("create a statement") {
        unsafe table.pointee.StatementNew(connection.handle, handle, $0)
      }
    } catch {
      unsafe handle.deallocate()
      throw error
    }
    self.connection = connection
    unsafe self.handle = handle
  }

  deinit {
    try? unsafe callDriver("release a statement") {
      unsafe connection.database.driver.table.pointee.StatementRelease(handle, $0)
    }
    unsafe handle.deallocate()
  }

  /// Tells the driver to stop; a driver that cannot be told is left to finish its batch.
  func interrupt() {
    let table = unsafe connection.database.driver.table
    if let cancel = unsafe table.pointee.StatementCancel {
      let told: Void? = try? unsafe callDriver("cancel a query") { unsafe cancel(handle, $0) }
      if told != nil { return }
    }
    if let cancel = unsafe table.pointee.ConnectionCancel {
      try? unsafe callDriver("cancel a query") { unsafe cancel(connection.handle, $0) }
    }
  }
}
