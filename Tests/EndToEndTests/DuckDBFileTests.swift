import Foundation
import Testing

/// The built binary on files of DuckDB that are not what was meant.
@Suite("Files of DuckDB")
struct DuckDBFileTests {
  private static func folder() throws -> Folder {
    let folder = try Folder()
    try folder.write("version: 1\ndataset: {row-count: {min: 1}}\n", to: "c.yaml")
    try folder.write("a,b\n1,2\n", to: "t.csv")
    try folder.write("no database\n", to: "text.duckdb")
    for table in ["orders", "\"Odd name\""] {
      let made = try Assay.run(
        [
          "validate", "t.csv", "--contract", "c.yaml", "--passed", "duckdb:my shop.duckdb#\(table)",
        ], in: folder.url)
      #expect(made.status == 0, "\(made.errors)")
    }
    let whole = try Data(contentsOf: folder.url.appending(path: "my shop.duckdb"))
    try whole.prefix(5_000).write(to: folder.url.appending(path: "cut.duckdb"))
    try newer(whole).write(to: folder.url.appending(path: "newer.duckdb"))
    return folder
  }

  /// The file with a version of storage that is not made yet, and the checksum of its first block
  /// that fits.
  private static func newer(_ file: Data) -> Data {
    var file = file
    func store(_ value: UInt64, at place: Int) {
      for byte in 0..<8 {
        file[place + byte] = UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))
      }
    }
    store(900, at: 12)
    var checksum: UInt64 = 5_381
    for place in stride(from: 8, to: 4_096, by: 8) {
      let word = (0..<8).reduce(UInt64(0)) { $0 | UInt64(file[place + $1]) << UInt64(8 * $1) }
      checksum ^= word &* 0xbf58_476d_1ce4_e5b9
    }
    store(checksum, at: 0)
    return file
  }

  @Test(
    "What is wrong is told in one sentence",
    arguments: [
      ("absent.duckdb#orders", 3, "absent.duckdb: there is no such file"),
      ("none/absent.duckdb", 3, "there is no such file"),
      ("my shop.duckdb", 2, "no table or query is named"),
      ("my shop.duckdb#", 2, "no table or query is named"),
      ("t.csv", 2, "without duckdb:"),
      ("my shop.duckdb#orderz", 3, "there is no such table; the file has \"Odd name\", orders."),
      ("my shop.duckdb#select * from orderz", 3, "names a table that is not there; the file has"),
      ("my shop.duckdb#select z from orders", 2, "does not fit the tables"),
      ("my shop.duckdb#Odd name", 2, "“ ” cannot stand in the name of a table"),
      ("newer.duckdb#orders", 3, "a storage format that this DuckDB does not read"),
      ("text.duckdb#orders", 3, "no database of DuckDB"),
      (".#orders", 3, "no database of DuckDB"),
      ("cut.duckdb#orders", 3, "cut off or damaged"),
    ])
  func refuses(argument: String, status: Int32, words: String) throws {
    let folder = try Self.folder()
    let run = try Assay.run(["profile", "duckdb:\(argument)"], in: folder.url)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    #expect(!run.errors.contains("log"))
  }

  @Test(
    "A table is read whatever its name and the file's, and a query stays a query",
    arguments: [
      "my shop.duckdb#orders", "my shop.duckdb#\"Odd name\"",
      "my shop.duckdb#select a, '#' as mark from orders", "select 1 as a, '#' as mark",
      "select a from 't.csv'", "(select 1 as a)",
    ])
  func reads(argument: String) throws {
    let folder = try Self.folder()
    let run = try Assay.run(["profile", "duckdb:\(argument)", "--json"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.document()["rows"] as? Int == 1)
  }
}
