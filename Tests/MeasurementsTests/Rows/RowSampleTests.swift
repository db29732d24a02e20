import ADBC
import Engines
import Measurements
import Testing

@Suite("Rows in memory")
struct RowSampleTests {
  private let engine: DuckDBEngine

  init() throws { engine = try DuckDBEngine() }

  private func stream(_ sql: String) throws -> any BatchStream {
    try engine.scan(.query(sql))
  }

  private func batches(_ sql: String) throws -> (fields: [ArrowField], batches: [ArrowBatch]) {
    let stream = try stream(sql)
    var batches: [ArrowBatch] = []
    while let batch = try stream.next() { batches.append(batch) }
    return (stream.fields, batches)
  }

  @Test("Below the limit all rows are held in their order, by kind of value")
  func allRows() throws {
    let table = try RowTable.read(
      stream(
        """
        select * from (values
          (1, 1.5::decimal(4, 1), true, 'a', timestamp '1970-01-02', date '1970-01-03'),
          (2, null, null, null, null, null),
          (3, -0.5, false, 'b', timestamp '1969-12-31 23:59:59', date '1969-12-31'),
          (4, 2.0, true, 'a', timestamp '1970-01-01', date '1970-01-01')
        ) as t(i, d, b, s, t, y)
        """), seed: 1)
    #expect(!table.isSample)
    #expect(table.rowNumbers == [0, 1, 2, 3])
    #expect(try table.numbers("i") == [1, 2, 3, 4])
    let decimals = try table.numbers("d")
    #expect(decimals[0] == 1.5 && decimals[1].isNaN && decimals[2] == -0.5)
    #expect(try table.column("b").missingCount == 1)
    #expect(
      table["s"]?.values == .categorical(codes: [0, -1, 1, 0], categories: ["a", "b"]))
    let day: Int64 = 86_400_000_000
    #expect(table["t"]?.values == .timestamp([day, .min, -1_000_000, 0]))
    #expect(table["y"]?.values == .timestamp([2 * day, .min, -day, 0]))
  }

  @Test("The sample does not depend on how rows are cut and in what order parts are merged")
  func cuts() throws {
    let (fields, batches) = try batches(
      "select i, 'level ' || (i * 7919 % 300) as c from range(20000) t(i)")
    #expect(batches.count > 4)
    func empty() throws -> RowSample { try RowSample(fields: fields, limit: 500, seed: 9) }
    var whole = try empty()
    var even = try empty()
    var odd = try empty()
    var first = 0
    for (number, batch) in batches.enumerated() {
      whole.update(batch, firstRow: first)
      if number % 2 == 0 {
        even.update(batch, firstRow: first)
      } else {
        odd.update(batch, firstRow: first)
      }
      first += batch.rowCount
    }
    odd.merge(even)
    let table = whole.finish()
    #expect(table == odd.finish())
    #expect(table.rowCount == 500)
    #expect(table.sourceRows == 20_000)
    #expect(table.isSample)
    #expect(try table.numbers("i") == table.rowNumbers.map(Double.init))
    #expect(table == table.sampled(limit: 500, seed: 9))
  }

  @Test("A sample is spread over the rows and differs by seed")
  func spread() throws {
    let tables = try [1, 2].map {
      try RowTable.read(stream("select i from range(50000) t(i)"), limit: 2_000, seed: $0)
    }
    #expect(tables[0].rowNumbers != tables[1].rowNumbers)
    for table in tables {
      let mean = Double(table.rowNumbers.reduce(0, +)) / 2_000
      // Five standard errors of the mean of 2,000 uniform row numbers.
      #expect((mean - 25_000).magnitude < 5 * 50_000 / 12.0.squareRoot() / 2_000.0.squareRoot())
      #expect(zip(table.rowNumbers, table.rowNumbers.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test("A scan's measurement gathers the same rows as reading them alone")
  func fold() throws {
    let sql = "select i, i % 3 as j from range(10000) t(i)"
    var plan = ScanPlan()
    let ticket = plan.add(RowFold(columns: ["j"], limit: 100, seed: 4))
    let gathered = try plan.run(stream(sql))[ticket].get()
    #expect(gathered == (try RowTable.read(stream(sql), columns: ["j"], limit: 100, seed: 4)))
  }

  @Test("A column that is not there is refused with those that are")
  func unknown() throws {
    let error = #expect(throws: RowsError.self) {
      try RowTable.read(stream("select 1 as a, 2 as b"), columns: ["a", "c"], seed: 1)
    }
    #expect(error == .columnUnknown(name: "c", available: ["a", "b"]))
  }

  @Test("A column that cannot be read does not hide the others")
  func unreadable() throws {
    let table = try RowTable.read(stream("select 1 as a, [1, 2] as list"), seed: 1)
    #expect(try table.numbers("a") == [1])
    #expect(throws: RowsError.self) { try table.column("list") }
    #expect(table.unreadable["list"] != nil)
  }

  @Test("No rows make an empty table")
  func empty() throws {
    let table = try RowTable.read(stream("select 1 as a, 'x' as b where false"), seed: 1)
    #expect(table.rowCount == 0)
    #expect(table.columns.map(\.name) == ["a", "b"])
  }
}
