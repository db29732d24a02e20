import ADBC
import Foundation
import Testing

/// The driver under test: the embedded engine's library, as the bootstrap script installs it.
enum EmbeddedDriver {
  static let path =
    ProcessInfo.processInfo.environment["ASSAY_DRIVER_PATH"].map { "\($0)/libduckdb.so" }
    ?? URL(filePath: #filePath).appending(path: "../../../.assay/lib/libduckdb.so")
    .standardized.path

  static func connect() throws -> Connection {
    let driver = try Driver(path: path, entry: "duckdb_adbc_init")
    return try Database(driver: driver, options: ["threads": "2"]).connect()
  }
}

@Suite("A driver")
struct DriverTests {
  @Test("answers a query with typed columns")
  func answers() throws {
    let stream = try EmbeddedDriver.connect().query(
      "select i::integer as i, 'row ' || i as t from range(5000) r(i)")
    #expect(stream.fields.map(\.name) == ["i", "t"])
    #expect(stream.fields.map(\.type) == [.int32, .utf8])
    var rows = 0
    var sum = 0.0
    while let batch = try stream.next() {
      rows += batch.rowCount
      for row in 0..<batch.rowCount { sum += unsafe batch.columns[0].double(at: row) ?? 0 }
    }
    #expect(rows == 5_000)
    #expect(sum == 12_497_500)
  }
}
