internal import CADBC

/// Runs one function of a driver and turns its status into a typed throw.
///
/// - Parameters:
///   - operation: what was asked, as a person would say it, for the message.
///   - statement: the SQL that is being run, whose literals are redacted before it is kept.
/// - Throws: ``ADBCError/failed(operation:status:message:statement:)``. Whether a statement was
///   stopped from this side only its ``Cancellation`` knows: a server also says "cancelled" of one
///   that ran out of its time.
func callDriver(
  _ operation: String, statement: String? = nil,
  _ body: (UnsafeMutablePointer<AdbcError>) -> AdbcStatusCode
) throws(ADBCError) {
  var error = unsafe AdbcError()
  let code = unsafe withUnsafeMutablePointer(to: &error) { unsafe body($0) }
  let message = unsafe error.message.map { unsafe String(cString: $0) }
  let sqlState = unsafe sqlState(of: error)
  if let release = unsafe error.release { unsafe release(&error) }
  if code != 0 {
    throw driverFailure(
      operation, code: code, message: message, statement: statement, sqlState: sqlState)
  }
}

/// The error for a status code and what the driver said about it.
func driverFailure(
  _ operation: String, code: AdbcStatusCode, message: String?, statement: String?,
  sqlState: String? = nil
) -> ADBCError {
  let status = ADBCError.Status(rawValue: code) ?? .unknown
  return .failed(
    operation: operation, status: status,
    message: message.flatMap { $0.isEmpty ? nil : $0 } ?? "the driver gave no reason",
    statement: statement.map(Redaction.redact), sqlState: sqlState)
}

/// The SQL standard's code of an error; nil where the driver gives none.
func sqlState(of error: AdbcError) -> String? {
  let code = unsafe error.sqlstate
  let bytes = [code.0, code.1, code.2, code.3, code.4].map { UInt8(truncatingIfNeeded: $0) }
  let isCode = bytes.allSatisfy {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
  }
  let text = String(decoding: bytes, as: UTF8.self)
  return isCode && text != "00000" ? text : nil
}
