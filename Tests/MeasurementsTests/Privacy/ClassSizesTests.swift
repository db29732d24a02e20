import ADBC
import Engines
import Statistics
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
    #expect(
      found.part(below: 6).rows == 5 && found.part(below: 5).rows == 0
        && found.part(below: 11).rows == 95)
  }

  @Test("a missing value is a value, and numbers that differ at all are different")
  func values() throws {
    let found = try sizes(
      """
      select * from (values (1.0::double, null), (1.0, null), (1.00000001, 'x'), (1.0, 'x')) t(a, b)
      """)
    #expect(found.classCount == 3 && found.part(below: 2).rows == 2)
  }

  @Test("a class whose sensitive column has one value gives it away")
  func diversity() throws {
    let found = try sizes(
      "select i // 10 as a, 1 as b, case when i < 10 then 'ill' else 's' || i % 3 end as s from range(40) t(i)",
      sensitive: ["s"], most: 3)
    #expect(found.part(ofFewerThan: 2, valuesOf: 0).rows == 10)
    #expect(found.part(ofFewerThan: 3, valuesOf: 0).rows == 10)
    #expect(found.part(ofFewerThan: 1, valuesOf: 0).rows == 0)
  }

  @Test("parts merge to the whole, in any order")
  func merge() throws {
    let sql = "select i % 997 as a, i % 3 as b, i % 5 as s from range(20000) t(i)"
    let whole = try sizes(sql, sensitive: ["s"], most: 4)
    for parts in [2, 3, 7] {
      let merged = try sizes(sql, sensitive: ["s"], most: 4, cutInto: parts)
      #expect(merged.classCount == whole.classCount && merged.smallest == whole.smallest)
      #expect(merged.part(below: 7).rows == whole.part(below: 7).rows)
      #expect(
        merged.part(ofFewerThan: 4, valuesOf: 0).rows
          == whole.part(ofFewerThan: 4, valuesOf: 0).rows)
    }
  }

  @Test("of more classes than can be kept a random part has its whole sizes")
  func bounded() throws {
    let found = try sizes("select i // 4 as a, 1 as b from range(80000) t(i)", limit: 500)
    #expect(!found.isExact && found.classCount >= 500 && found.classCount <= 1_000)
    #expect(found.rows == 80_000 && found.smallest == 4)
    #expect(found.keptRows == found.classCount * 4)
  }

  @Test(
    "a share told from a part of the classes holds the true one as often as promised",
    arguments: [
      // Half of the rows are alone, the other half one class.
      ("select case when i < 6000 then i else -1 end as a, 1 as b from range(12000) t(i)", 0.5),
      // One class of ten rows in a hundred is alone.
      (
        "select case when i % 1000 < 10 then -i else i // 10 end as a, 1 as b from range(60000) t(i)",
        0.01
      ),
    ])
  func coverage(_ sql: String, _ truth: Double) throws {
    var covered = 0
    let trials = 60
    for trial in 0..<trials {
      // Other values, other hashes: another part is kept.
      let found = try sizes(
        "select a * 1000 + \(trial) as a, b from (\(sql))", limit: 400)
      #expect(!found.isExact)
      let share = try found.share(found.part(below: 2), level: 0.95)
      let interval = try #require(share.interval)
      #expect(interval.high - interval.low < 0.2, "\(interval)")
      if interval.low <= truth && truth <= interval.high { covered += 1 }
    }
    #expect(Double(covered) / Double(trials) > 0.87, "\(covered) of \(trials)")
  }

  @Test("none of a kind among the kept is not none at all, and what was counted is certain")
  func unseen() throws {
    let part = try sizes("select i // 5 as a, 1 as b from range(80000) t(i)", limit: 500)
    let share = try part.share(part.part(below: 5), level: 0.95)
    #expect(share.value == 0)
    // The kept part is about a thirtieth: 3.7 of such classes would be missed in one of forty
    // cases.
    #expect(try #require(share.interval).high > 0.003)
    let all = try sizes("select i // 5 as a, 1 as b from range(80000) t(i)")
    let exact = try #require(try all.share(all.part(below: 5), level: 0.95).interval)
    #expect(exact.low == 0 && exact.high == 0 && exact.method == "exact count")
    let none = try sizes("select i as a, i as b from range(0) t(i)")
    #expect(throws: Undefined.self) { try none.share(none.part(below: 2), level: 0.95) }
  }

  @Test("no rows have no smallest class")
  func empty() throws {
    let found = try sizes("select i as a, i as b from range(0) t(i)")
    #expect(found.smallest == nil && found.classCount == 0 && found.part(below: 5).rows == 0)
  }
}
