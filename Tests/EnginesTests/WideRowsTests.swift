import Engines
import Foundation
import Testing

@Suite("Rows of many columns")
struct WideRowsTests {
  /// Columns of one expression over the row's number `i`.
  private static func query(columns: Int, rows: Int, of value: String) -> String {
    let list = (0..<columns).map { "\(value) as c\($0)" }.joined(separator: ", ")
    return "select \(list) from range(\(rows)) as t(i)"
  }

  @Test("are kept within the engine's memory, and leave nothing behind")
  func keeps() throws {
    let engine = try DuckDBEngine(settings: DuckDBSettings(threads: 2, memoryMiB: 192))
    var kept: KeptRows? = try engine.keep(
      Self.query(columns: 900, rows: 20_000, of: "i * 7919 % 1000"))
    let relation = try #require(kept?.relation)
    let found = try engine.firstRow(
      of: "select count(*) as n, sum(c0) as first, sum(c899) as last from \(relation)",
      reading: .query(relation))
    #expect(found == ["20000", "9990000", "9990000"])
    let path = try #require(relation.split(separator: "'").first { $0.hasSuffix(".parquet") })
    #expect(FileManager.default.fileExists(atPath: String(path)))
    kept = nil
    #expect(!FileManager.default.fileExists(atPath: String(path)))
  }

  @Test("are kept as they are where a file would change them")
  func keepsTypes() throws {
    let engine = try DuckDBEngine()
    let kept = try engine.keep(
      Self.query(columns: 200, rows: 2, of: "170141183460469231731687303715884105727::hugeint"))
    let found = try engine.firstRow(
      of: "select cast(max(c7) as varchar) as greatest from \(kept.relation)",
      reading: .query(kept.relation))
    #expect(found == ["170141183460469231731687303715884105727"])
  }

  @Test(
    "are written in groups that fit the memory; of few columns as the engine does by itself",
    arguments: [(1_000, 20_000, 6_144), (20_000, 3_000, 2_048), (3, 200_000, 122_880)])
  func groups(columns: Int, rows: Int, most: Int) throws {
    let folder = try InputFolder()
    let file = "\(folder.path)/wide.parquet"
    let engine = try DuckDBEngine()
    let query = Self.query(columns: columns, rows: rows, of: "(i % 100)::smallint")
    #expect(try engine.write(.query(query), to: file, format: .parquet) == rows)
    let found = try engine.firstRow(
      of: "select max(row_group_num_rows) as most, sum(row_group_num_rows) as rows "
        + "from parquet_metadata('\(file)') where column_id = 0", reading: .path(file))
    #expect(found == ["\(most)", "\(rows)"])
  }
}
