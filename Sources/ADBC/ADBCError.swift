/// What can go wrong between Assay and a database driver.
package enum ADBCError: Error, Sendable, Hashable {
  /// No driver library of that name was found; where it was looked for.
  case driverNotFound(name: String, searched: [String])
  /// The library was found but is no ADBC driver, or cannot be loaded.
  case driverUnusable(path: String, reason: String)
  /// The driver answered with an error. `statement` has its literals redacted.
  case failed(operation: String, status: Status, message: String, statement: String?)
  /// The query was cancelled from this side.
  case cancelled
  /// The driver sent data that contradicts its own schema.
  case malformedBatch(String)

  /// The status codes of the ADBC specification.
  package enum Status: UInt8, Sendable, Hashable {
    case ok, unknown, notImplemented, notFound, alreadyExists, invalidArgument, invalidState
    case invalidData, integrity, `internal`, inputOutput, cancelled, timeout, unauthenticated
    case unauthorized
  }
}
