import ADBC
import Contracts
import Engines
import Foundation
import Testing

@Suite("The order of the rows that go on")
struct RowOrderTests {
  /// More rows than the engine reads at once, by several threads.
  private static let rows = """
    select i as id, i * 7919 % 1000 as k, date '2020-01-01' + (i * 31 % 300)::int as d,
      i * 17 % 50 / 4.0 as x, case when i % 100000 = 5 then 7 else i end as u
    from range(1000000) t(i)
    """

  @Test(
    "Rows go on in their order, whatever the rules ask",
    arguments: [
      "columns: {k: {range: {max: 990}}}",
      "columns: {k: {set: [\((0..<900).map(String.init).joined(separator: ", "))]}}",
      "columns: {k: {excluded: [1, 2, 3]}}",
      "columns: {x: {set: [\((0..<45).map { "\(Double($0) / 4)" }.joined(separator: ", "))]}}",
      "columns: {d: {set: [2020-01-01, 2020-01-02, 2020-01-03, 2020-01-04]}}",
      "columns: {u: {unique: true}}",
      "columns: {id: {increasing: {by: k}}, x: {range: {max: 12}}}",
      "rows: {sql: [{predicate: 'k in (1, 2, 3, 4, 5) or x < 10', columns: [k, x]}]}",
    ])
  func keepsOrder(contract: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "rows.parquet").path
    let engine = try DuckDBEngine()
    try engine.write(.query(Self.rows), to: source, format: .parquet)
    let held = try Held(contract, .path(source), keepsRows: true)
    #expect(held.report.quarantined > 0)
    for (name, written, column) in [
      ("passed", held.validation.writePassed, "id"),
      ("held", held.validation.writeQuarantined, "assay_row"),
    ] {
      let file = folder.appending(path: "\(name).parquet").path
      #expect(try written(file, .parquet) > 0)
      let found = try engine.firstRow(
        of: """
          select count(*) from (select \(column) as place, lag(\(column)) over () as before
          from (\(try engine.query(.path(file), columns: nil)))) where place < before
          """, reading: .path(file))
      #expect(found == ["0"], "\(name)")
    }
  }
}
