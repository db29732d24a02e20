internal import CADBC

/// A database as its driver knows it: options, and connections to it.
// Unchecked: the handle is set once, and ADBC lets threads share a database.
@safe package final class Database: @unchecked Sendable {
  // Sendable: options are set in `init` only; opening connections from several threads is allowed
  // by the specification.

  let driver: Driver
  let handle: UnsafeMutablePointer<AdbcDatabase>

  /// Opens a database.
  ///
  /// - Parameter options: the driver's own keys and values, set in this order.
  /// - Throws: ``ADBCError/failed(operation:status:message:statement:)``; the message names the
  ///   option that was refused, never its value.
  package init(driver: Driver, options: [(key: String, value: String)]) throws(ADBCError) {
    let handle = UnsafeMutablePointer<AdbcDatabase>.allocate(capacity: 1)
    unsafe handle.initialize(to: AdbcDatabase())
    let table = unsafe driver.table
    do throws(ADBCError) {
      try unsafe callDriver("create a database") { unsafe table.pointee.DatabaseNew(handle, $0) }
      for (key, value) in options {
        try unsafe callDriver("set the database option \(key)") {
          unsafe table.pointee.DatabaseSetOption(handle, key, value, $0)
        }
      }
      try unsafe callDriver("open the database") { unsafe table.pointee.DatabaseInit(handle, $0) }
    } catch {
      unsafe Self.release(handle, of: driver)
      throw error
    }
    self.driver = driver
    unsafe self.handle = handle
  }

  /// The same with options that are written out.
  package convenience init(
    driver: Driver, options: KeyValuePairs<String, String>
  ) throws(ADBCError) {
    try self.init(driver: driver, options: options.map { (key: $0.key, value: $0.value) })
  }

  deinit { unsafe Self.release(handle, of: driver) }

  private static func release(_ handle: UnsafeMutablePointer<AdbcDatabase>, of driver: Driver) {
    // A failure to release leaves nothing that a person could mend.
    if unsafe handle.pointee.private_data != nil {
      try? unsafe callDriver("close the database") {
        unsafe driver.table.pointee.DatabaseRelease(handle, $0)
      }
    }
    unsafe handle.deallocate()
  }

  /// Opens a connection.
  ///
  /// - Throws: ``ADBCError/failed(operation:status:message:statement:)``.
  package func connect(
    options: KeyValuePairs<String, String> = [:]
  ) throws(ADBCError) -> Connection {
    try Connection(database: self, options: options)
  }
}
