/// What can go wrong between Assay and a database driver.
package enum ADBCError: Error, Sendable, Hashable {
  /// No driver library of that name was found; where it was looked for.
  case driverNotFound(name: String, searched: [String])
  /// The library was found but is no ADBC driver, or cannot be loaded.
  case driverUnusable(path: String, reason: String)
  /// The driver answered with an error.
  ///
  /// `statement` has its literals redacted. `message` is the driver's own and may quote values of
  /// the data: it is there to be understood, and the error's description redacts it. `sqlState` is
  /// the SQL standard's code of five characters, where the driver knows one.
  case failed(
    operation: String, status: Status, message: String, statement: String?, sqlState: String? = nil)
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

extension ADBCError: CustomStringConvertible {
  /// One sentence for a person, without values of the data.
  package var description: String {
    switch self {
    case .driverNotFound(let name, let searched):
      "no driver \(name) was found in \(searched.joined(separator: ", "))"
    case .driverUnusable(let path, let reason):
      "the driver \(path) cannot be used: \(reason)"
    case .failed(let operation, let status, let message, let statement, _):
      "could not \(operation) (\(status)): \(Redaction.redact(message))"
        + (statement.map { "; the statement was: \($0)" } ?? "")
    case .cancelled:
      "the query was cancelled"
    case .malformedBatch(let reason):
      "the driver sent data that contradicts its schema: \(reason)"
    }
  }
}
