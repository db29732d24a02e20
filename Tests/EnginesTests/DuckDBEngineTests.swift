import ADBC
import Engines
import Foundation
import Testing

@Suite("The embedded engine")
struct DuckDBEngineTests {
  @Test("scans files, patterns and directories in the order of their paths")
  func manyFiles() throws {
    let folder = try InputFolder()
    try folder.write("sub/a.csv", text: "a,b\n1,x\n")
    try folder.write("sub/b.csv", text: "b,a,c\ny,2.5,1\n")
    try folder.write("sub/_SUCCESS", text: "")
    for argument in ["\(folder.path)/sub", "\(folder.path)/sub/*.csv"] {
      let reading = try Reading(argument)
      #expect(reading.names == ["a", "b", "c"])
      #expect(reading.rows == [["1.0", "x", nil], ["2.5", "y", "1"]])
      #expect(reading.codes == ["absent-column"])
    }
  }

  @Test(
    "tells whether a query answers rows in the order in which it reads them",
    arguments: [
      ("select a + 1 as b from rows where a > 1", true),
      ("select a, lag(a) over () as before from rows", true),
      ("select a from rows where not coalesce(list_contains([1, 2, 3], a), true)", true),
      ("select a, a in (1, 3, 5, 7, 9, 11, 15, 20, 30) as b from rows", false),
      ("select a from rows where a in (select max(a) from rows)", false),
      ("select a, lag(a) over (partition by a % 3 order by a) as before from rows", false),
      ("select a, count(*) as n from rows group by a", false),
      ("select a from rows union all select a from rows", false),
    ])
  func keepsOrder(query: String, keeps: Bool) throws {
    let folder = try InputFolder()
    let path = try folder.writeParquet("a.parquet", "select range as a from range(1000)")
    let engine = try DuckDBEngine()
    let rows = try engine.query(.path(path), columns: nil)
    #expect(try engine.keepsOrder("with rows as (\(rows)) \(query)") == keeps)
  }

  @Test("reads the keys of partitioned directories as columns")
  func partitions() throws {
    let folder = try InputFolder()
    for month in [1, 2] {
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/month=\(month)", withIntermediateDirectories: true)
      try folder.writeParquet("month=\(month)/part.parquet", "select \(month * 10) as a")
    }
    let reading = try Reading(folder.path)
    #expect(reading.names == ["a", "month"])
    #expect(reading.rows == [["10", "1"], ["20", "2"]])
    #expect(reading.rowCount == 2)
  }

  @Test("says which Parquet files lack a column")
  func absentColumn() throws {
    let folder = try InputFolder()
    try folder.writeParquet("a.parquet", "select 1 as a, 2 as b")
    try folder.writeParquet("b.parquet", "select 3 as a")
    let reading = try Reading("\(folder.path)/*.parquet")
    #expect(reading.rows == [["1", "2"], ["3", nil]])
    #expect(reading.warnings.map(\.column) == ["b"])
    #expect(reading.codes == ["absent-column"])
  }

  @Test("reads the columns, rows and number of rows that are asked for")
  func request() throws {
    let folder = try InputFolder()
    let path = try folder.write("r.csv", text: "a,split,c\n1,train,x\n2,test,y\n3,test,z\n")
    let request = ScanRequest(
      columns: ["c", "a"], limit: 1, whereEqual: .init(column: "split", value: "test"))
    let reading = try Reading(path, request)
    #expect(reading.names == ["c", "a"])
    #expect(reading.rows == [["y", "2"]])
    let error = try #require(throws: EngineError.self) {
      try Reading(path, ScanRequest(columns: ["A"]))
    }
    #expect(error.exitCode == 2)
    #expect(error.remedy == "did you mean a?")
  }

  @Test("answers a query, and warns of CSV files in it")
  func query() throws {
    let folder = try InputFolder()
    let path = try folder.write("labels.csv", text: "id,label\n1,0\n2,1\n")
    let reading = try Reading("duckdb:select 1 as a, 2 as a -- two; or three")
    #expect(reading.names == ["a", "a_1"])
    #expect(reading.codes.isEmpty)
    #expect(try Reading("duckdb:select * from '\(path)'").codes == ["csv-in-query"])
  }

  @Test(
    "is locked, and neither installs nor loads anything",
    arguments: [
      ("autoinstall_known_extensions", "false"), ("autoload_known_extensions", "false"),
      ("allow_community_extensions", "false"), ("allow_persistent_secrets", "false"),
      ("lock_configuration", "true"), ("TimeZone", "UTC"),
    ])
  func settings(name: String, value: String) throws {
    let reading = try Reading("duckdb:select value from duckdb_settings() where name = '\(name)'")
    #expect(reading.rows == [[value]])
  }

  @Test("stops a query that has not given a batch yet", .timeLimit(.minutes(5)))
  func stops() async throws {
    let engine = try DuckDBEngine()
    let source = try DataSource(
      argument: "duckdb:select count(*) from range(400000000000) a(i) where i % 7 = 3")
    let reader = Task.detached { () -> EngineError? in
      do throws(EngineError) {
        let stream = try engine.scan(source)
        do throws(ADBCError) {
          while try stream.next() != nil {}
          return nil
        } catch {
          return EngineError(error, reading: source)
        }
      } catch {
        return error
      }
    }
    // On a thread of its own: the query holds one of the pool's, of which there may be no other.
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.3)
      engine.stop()
    }
    let error = await reader.value
    #expect(error?.kind == .cancelled)
  }

  @Test("fingerprints a file and a schema")
  func fingerprint() throws {
    let folder = try InputFolder()
    let path = try folder.write("abc", text: "abc")
    let print = try FileFingerprint(of: path)
    #expect(print.bytes == 3)
    // The example of FIPS 180-2, appendix B.1.
    #expect(
      print.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let fields = [ArrowField(name: "a", type: .int32), ArrowField(name: "bc", type: .utf8)]
    let moved = [ArrowField(name: "ab", type: .int32), ArrowField(name: "c", type: .utf8)]
    #expect(FileFingerprint.schemaHash(fields) == FileFingerprint.schemaHash(fields))
    #expect(FileFingerprint.schemaHash(fields) != FileFingerprint.schemaHash(moved))
    #expect(FileFingerprint.schemaHash(fields) != FileFingerprint.schemaHash(fields.reversed()))
    #expect(throws: EngineError.self) { try FileFingerprint(of: path + "none") }
  }

  @Test("a driver that is nowhere is one sentence with the command that installs it")
  func noDriver() throws {
    let location = DriverLocation.standard(
      environment: [:], workingDirectory: "/nonexistent", executable: nil)
    let failure = try #require(throws: ADBCError.self) {
      try location.load(library: "nowhere", entry: nil)
    }
    let error = EngineError(failure, reading: "the embedded engine")
    #expect(error.exitCode == 3)
    #expect(error.description.contains("scripts/bootstrap"))
  }

  @Test("a manifest names the driver's library")
  func manifest() throws {
    let folder = try InputFolder()
    let library = try #require(
      DriverLocation.standard().directories.map { "\($0)/libduckdb.so" }
        .first { FileManager.default.fileExists(atPath: $0) })
    let text = """
      manifest_version = 1
      name = "DuckDB" # a comment
      [Driver]
      entrypoint = "duckdb_adbc_init"
      [Driver.shared]
      linux_amd64 = "\(library)"
      linux_arm64 = '\(library)'
      """
    try folder.write(".config/adbc/drivers/duckdb.toml", text: text)
    let location = DriverLocation.standard(
      environment: ["HOME": folder.path], workingDirectory: "/nonexistent", executable: nil)
    let driver = try location.load(library: "duckdb", entry: nil)
    #expect(driver.path == library)
  }

  @Test("Kept rows are there for later questions, and go with their value")
  func keeps() throws {
    let engine = try DuckDBEngine()
    var kept: KeptRows? = try engine.keep("select range as i from range(3)")
    let relation = try #require(kept?.relation)
    let count = try engine.scan(.query("select count(*) as n from \(relation)")).textRows()
    #expect(count == [["3"]])
    kept = nil
    #expect(throws: EngineError.self) {
      try engine.describe(.query("select * from \(relation)"))
    }
  }
}
