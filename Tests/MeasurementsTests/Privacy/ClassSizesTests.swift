import ADBC
import Engines
import Testing

@testable import Measurements

@Suite("Rows that share their quasi-identifiers")
struct ClassSizesTests {
  private func sizes(
    _ sql: String, sensitive: [String] = [], most: Int = 2, limit: Int = ClassSizes.defaultLimit,
    cutInto parts: Int = 1
  ) throws -> ClassSizes {
    let stream = try Table.stream(sql)
    var batches: [ArrowBatch] = []
    while let batch = try stream.next() { batches.append(batch) }
    var all = (0..<parts).map { _ in
      ClassSizes(
        fields: stream.fields, columns: ["a", "b"], sensitive: sensitive, most: most, limit: limit)
    }
    for (number, batch) in batches.enumerated() { all[number % parts].update(batch) }
    var sum = all[0]
    for part in all.dropFirst() { sum.merge(part) }
    return sum
  }

  @Test("classes, their smallest, and the rows below k are counted")
  func counted() throws {
    let found = try sizes("select i // 10 as a, 'x' as b from range(95) t(i)")
    #expect(found.classCount == 10 && found.smallest == 5 && found.isExact)
    #expect(found.rows == 95 && found.keptRows == 95)
    #expect(found.rows(below: 6) == 5 && found.rows(below: 5) == 0 && found.rows(below: 11) == 95)
  }

  @Test("a missing value is a value, and numbers that differ at all are different")
  func values() throws {
    let found = try sizes(
      """
      select * from (values (1.0::double, null), (1.0, null), (1.00000001, 'x'), (1.0, 'x')) t(a, b)
      """)
    #expect(found.classCount == 3 && found.rows(below: 2) == 2)
  }

  @Test("a class whose sensitive column has one value gives it away")
  func diversity() throws {
    let found = try sizes(
      "select i // 10 as a, 1 as b, case when i < 10 then 'ill' else 's' || i % 3 end as s from range(40) t(i)",
      sensitive: ["s"], most: 3)
    #expect(found.rows(ofFewerThan: 2, valuesOf: 0) == 10)
    #expect(found.rows(ofFewerThan: 3, valuesOf: 0) == 10)
    #expect(found.rows(ofFewerThan: 1, valuesOf: 0) == 0)
  }

  @Test("parts merge to the whole, in any order")
  func merge() throws {
    let sql = "select i % 997 as a, i % 3 as b, i % 5 as s from range(20000) t(i)"
    let whole = try sizes(sql, sensitive: ["s"], most: 4)
    for parts in [2, 3, 7] {
      let merged = try sizes(sql, sensitive: ["s"], most: 4, cutInto: parts)
      #expect(merged.classCount == whole.classCount && merged.smallest == whole.smallest)
      #expect(merged.rows(below: 7) == whole.rows(below: 7))
      #expect(
        merged.rows(ofFewerThan: 4, valuesOf: 0) == whole.rows(ofFewerThan: 4, valuesOf: 0))
    }
  }

  @Test("of more classes than can be kept a random part has its whole sizes")
  func bounded() throws {
    let found = try sizes("select i // 4 as a, 1 as b from range(80000) t(i)", limit: 500)
    #expect(!found.isExact && found.classCount >= 500 && found.classCount <= 1_000)
    #expect(found.rows == 80_000 && found.smallest == 4)
    #expect(found.keptRows == found.classCount * 4)
  }

  @Test("no rows have no smallest class")
  func empty() throws {
    let found = try sizes("select i as a, i as b from range(0) t(i)")
    #expect(found.smallest == nil && found.classCount == 0 && found.rows(below: 5) == 0)
  }
}
