import ADBC
import Foundation
import Testing

/// The driver under test: the embedded engine's library, as the bootstrap script installs it.
enum EmbeddedDriver {
  static let path: String = {
    let installed = URL(filePath: #filePath).appending(path: "../../../.assay/lib")
    let folders =
      (ProcessInfo.processInfo.environment["ASSAY_DRIVER_PATH"] ?? "")
      .split(separator: ":").map(String.init) + [installed.standardized.path]
    let libraries = folders.map { "\($0)/libduckdb.so" }
    return libraries.first { FileManager.default.fileExists(atPath: $0) } ?? libraries[0]
  }()

  static func connect() throws -> Connection {
    let driver = try Driver(path: path, entry: "duckdb_adbc_init")
    return try Database(driver: driver, options: ["threads": "2"]).connect()
  }
}

@Suite("A driver")
struct DriverTests {
  @Test("answers a query in batches with typed columns")
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

  /// SQL of a value, its Arrow type, and how it reads as text.
  static let values: [(String, ArrowType, String?)] = [
    ("(-128)::tinyint", .int8, "-128"), ("(-7)::smallint", .int16, "-7"),
    ("(-2147483648)::integer", .int32, "-2147483648"),
    ("9223372036854775807::bigint", .int64, "9223372036854775807"),
    ("255::utinyint", .uint8, "255"), ("65535::usmallint", .uint16, "65535"),
    ("4294967295::uinteger", .uint32, "4294967295"),
    ("18446744073709551615::ubigint", .uint64, "18446744073709551615"),
    ("0.5::float", .float32, "0.5"), ("(-1e300)::double", .float64, "-1e+300"),
    ("'nan'::double", .float64, "nan"), ("'-inf'::double", .float64, "-inf"),
    ("true", .boolean, "true"), ("false", .boolean, "false"), ("'ä\u{1F600}'", .utf8, "ä\u{1F600}"),
    ("''", .utf8, ""), ("'\\x00\\xFF'::blob", .binary, "00ff"),
    ("date '1969-12-31'", .date32, "1969-12-31"), ("date '2024-02-29'", .date32, "2024-02-29"),
    (
      "timestamp '1969-12-31 23:59:59.25'", .timestamp(unit: .microseconds, zone: ""),
      "1969-12-31T23:59:59.25"
    ),
    (
      "timestamp_s '2024-02-29 12:00:00'", .timestamp(unit: .seconds, zone: ""),
      "2024-02-29T12:00:00"
    ),
    (
      "timestamp_ms '2024-02-29 12:00:00.5'", .timestamp(unit: .milliseconds, zone: ""),
      "2024-02-29T12:00:00.5"
    ),
    (
      "timestamp_ns '1969-12-31 23:59:59.999999999'", .timestamp(unit: .nanoseconds, zone: ""),
      "1969-12-31T23:59:59.999999"
    ),
    ("time '01:02:03.000004'", .time(unit: .microseconds), "01:02:03.000004"),
    ("(-1.25)::decimal(9,2)", .decimal(precision: 9, scale: 2, bitWidth: 128), "-1.25"),
    (
      "12345678901234.5::decimal(18,1)", .decimal(precision: 18, scale: 1, bitWidth: 128),
      "12345678901234.5"
    ),
    (
      "(-170141183460469231731687303715884105727)::hugeint",
      .decimal(precision: 38, scale: 0, bitWidth: 128), "-1.7014118346046923e+38"
    ),
    ("'b'::enum('a', 'b')", .dictionary(index: .uint8, values: .utf8), "b"),
    ("[1]", .list(element: .int32, layout: .offsets32), nil),
    ("['a']", .unsupported(format: "+l"), nil), ("[[1]]", .unsupported(format: "+l"), nil),
    ("{'a': 1}", .unsupported(format: "+s"), nil),
    ("interval 1 day", .unsupported(format: "tin"), nil),
  ]

  @Test("gives every type, and its missing value", arguments: values)
  func types(sql: String, type: ArrowType, text: String?) throws {
    let connection = try EmbeddedDriver.connect()
    try connection.run("set TimeZone = 'UTC'")
    let stream = try connection.query(
      "select case when i = 1 then null else \(sql) end as v from range(3) r(i)")
    #expect(stream.fields.map(\.type) == [type])
    #expect(try stream.textRows() == [[text], [nil], [text]])
  }

  @Test("gives views and large texts as it gives texts")
  func layouts() throws {
    let long = "a text of more than twelve bytes"
    for (setting, type) in [
      (
        "set produce_arrow_string_view = true; set arrow_output_version = '1.4'", ArrowType.utf8View
      ),
      ("set arrow_large_buffer_size = true", .largeUtf8),
    ] {
      let connection = try EmbeddedDriver.connect()
      for statement in setting.split(separator: ";") { try connection.run(String(statement)) }
      let stream = try connection.query("select unnest(['short', null, '\(long)', '']) as t")
      #expect(stream.fields.map(\.type) == [type])
      #expect(try stream.textRows().map { $0[0] } == ["short", nil, long, ""])
    }
  }

  @Test("says what failed, without the statement's values")
  func failure() throws {
    let connection = try EmbeddedDriver.connect()
    let error = try #require(throws: ADBCError.self) {
      try connection.query("select secret from nothing where name = 'Ann' and age > 41")
    }
    guard case .failed(_, _, let message, let statement, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(message.contains("nothing"))
    #expect(statement == "select secret from nothing where name = '…' and age > 0")
    #expect(!error.description.contains("Ann"))
  }

  @Test("stops between batches")
  func cancels() throws {
    let stream = try EmbeddedDriver.connect().query("select i from range(100000000) r(i)")
    _ = try stream.next()
    stream.cancellation?.cancel()
    let error = #expect(throws: ADBCError.self) { while try stream.next() != nil {} }
    #expect(error == .cancelled)
  }

  @Test("stops a query from another task before its first batch", .timeLimit(.minutes(5)))
  func interrupts() async throws {
    let statement = try EmbeddedDriver.connect().statement()
    let reader = Task.detached { () -> ADBCError? in
      do throws(ADBCError) {
        let stream = try statement.execute(
          "select count(*) from range(400000000000) r(i) where i % 7 = 3")
        while try stream.next() != nil {}
        return nil
      } catch {
        return error
      }
    }
    // On a thread of its own: the query holds one of the pool's, of which there may be no other.
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.3)
      statement.cancel()
    }
    #expect(await reader.value == .cancelled)
  }

  @Test("that cannot be loaded is an error with its path", arguments: ["/nonexistent/lib.so"])
  func unusable(path: String) throws {
    let error = #expect(throws: ADBCError.self) { try Driver(path: path) }
    guard case .driverUnusable(path, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}

@Suite("Redaction")
struct RedactionTests {
  @Test(
    "takes out strings and numbers and keeps names",
    arguments: [
      (
        "select a1, \"b 2\" from t where x = 'it''s' and y > -1.5e3",
        "select a1, \"b 2\" from t where x = '…' and y > -0"
      ),
      ("select 'open", "select '…'"), ("select $$text 1$$, $q$x$q$", "select '…', '…'"),
      ("select 1 -- card 42\n/* and 43 */, 0x2A", "select 0 \n, 0"), ("", ""),
    ])
  func redacts(sql: String, redacted: String) {
    #expect(Redaction.redact(sql) == redacted)
  }
}

@Suite("A type's format string")
struct ArrowTypeTests {
  @Test(
    "names the type",
    arguments: [
      ("n", ArrowType.null), ("e", .float16), ("tdm", .date64),
      ("w:16", .fixedSizeBinary(byteWidth: 16)),
      ("w:x", .unsupported(format: "w:x")),
      ("d:9,2", .decimal(precision: 9, scale: 2, bitWidth: 128)),
      ("d:9,2,64", .decimal(precision: 9, scale: 2, bitWidth: 64)),
      ("d:9,2,7", .unsupported(format: "d:9,2,7")),
      ("tss:Europe/Berlin", .timestamp(unit: .seconds, zone: "Europe/Berlin")),
      ("tDn", .duration(unit: .nanoseconds)), ("+m", .unsupported(format: "+m")),
    ])
  func parses(format: String, type: ArrowType) {
    #expect(ArrowType(format: format) == type)
  }
}
