import Testing

@testable import ADBC
@testable import Engines

@Suite("What is told of a database's fault")
struct DatabaseFaultTests {
  private static func told(
    _ message: String, sqlState: String? = nil,
    uri: String = "postgresql://ann:s3cret-word@db:5432/s"
  ) throws -> EngineError {
    EngineError(
      .failed(
        operation: "run a query", status: .inputOutput, message: message, statement: nil,
        sqlState: sqlState), reading: try DatabaseRelation("t"), of: .postgresql(uri: uri))
  }

  @Test(
    "Hosts and ports stay, passwords and values do not",
    arguments: [
      (
        "connection to server at \"db\" (10.0.0.7), port 5432 failed: FATAL:  the database system is starting up",
        ["the database system is starting up"], []
      ),
      (
        "connection to server at \"127.0.0.1\", port 5432 failed: Connection refused",
        ["\"127.0.0.1\", port 5432"], []
      ),
      (
        "could not connect to ann:s3cret-word@db:5432 at 10.0.0.7:15002: Connection refused 77",
        ["@db:5432", "10.0.0.7:15002"], ["s3cret-word", "77"]
      ),
      ("could not connect to ann:12@10.0.0.7:15002", ["10.0.0.7:15002"], ["ann:12"]),
      ("invalid input for port 5432 of 10.0.0.7:15002", [], ["5432", "15002"]),
    ] as [(String, [String], [String])])
  func redacts(message: String, shown: [String], hidden: [String]) throws {
    let text = try Self.told(message).problem
    for part in shown { #expect(text.contains(part), "\(text)") }
    for part in hidden { #expect(!text.contains(part), "\(text)") }
  }

  @Test(
    "What passes is told from what stays",
    arguments: [
      ("terminating connection due to administrator command", "57P01", true),
      ("terminating connection due to administrator command", nil, true),
      ("could not serialize access", "40001", true), ("deadlock detected", "40P01", true),
      ("connection failure", "08006", true), ("Sitzung beendet", "57P03", true),
      ("[Spark] UNAVAILABLE: connection closed", nil, true),
      ("error reading from server: EOF", "HY000", true), ("near end of input: <EOF>", nil, false),
      ("canceling statement due to statement timeout", "57014", false),
      ("permission denied for table t", "42501", false), ("syntax error", nil, false),
    ] as [(String, String?, Bool)])
  func passes(message: String, sqlState: String?, isPassing: Bool) throws {
    #expect(try Self.told(message, sqlState: sqlState).isPassing == isPassing)
  }
}
