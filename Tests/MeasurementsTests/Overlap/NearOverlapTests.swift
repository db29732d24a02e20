import ADBC
import Engines
import Statistics
import Testing

@testable import Measurements

@Suite("Rows that two sets nearly share")
struct NearOverlapTests {
  private func sketches(
    _ sql: String, columns: [String] = ["a", "b", "c", "d"], limit: Int = RowSketches.defaultLimit,
    cutInto parts: Int = 1
  ) throws -> RowSketches {
    let stream = try Table.stream(sql)
    var all = (0..<parts).map { _ in
      RowSketches(fields: stream.fields, columns: columns, limit: limit)
    }
    var firstRow = 0
    var number = 0
    while let batch = try stream.next() {
      all[number % parts].update(batch, firstRow: firstRow)
      firstRow += batch.rowCount
      number += 1
    }
    var sum = all[0]
    for part in all.dropFirst() { sum.merge(part) }
    sum.finish()
    return sum
  }

  private func rows(_ range: String, changed: String = "false") -> String {
    """
    select 'u' || hash(i * 3) as a, 'v' || hash(i * 7 + 1) as b, case when \(changed) then 'new' \
    else 'n' || hash(i) % 50 end as c, i % 3 as d from range(\(range)) t(i)
    """
  }

  @Test("rows that differ in one column are found, equal rows and independent ones are not")
  func planted() throws {
    let train = try sketches(rows("2000"))
    #expect(NearOverlap(of: train, in: train).near == 0)
    #expect(NearOverlap(within: train).near == 0)
    #expect(NearOverlap(of: try sketches(rows("5000, 6000")), in: train).near == 0)
    let changed = NearOverlap(of: try sketches(rows("1900, 2900", changed: "i < 2000")), in: train)
    #expect(changed.near == 100 && changed.compared == 1_000 && changed.isExact)
    #expect(changed.example == NearOverlap.Pair(row: 0, other: 1_900))
    let share = try changed.share(level: 0.95)
    #expect(share.value == 0.1 && share.interval?.method == "wilson")
  }

  @Test("whichever column differs", arguments: ["a", "b", "c", "d"])
  func everyColumn(_ column: String) throws {
    let change =
      column == "d" ? "d + 1000 as d" : "'x' || \(column) as \(column)"
    let others = ["a", "b", "c", "d"].filter { $0 != column }.joined(separator: ", ")
    let found = NearOverlap(
      of: try sketches("select \(others), \(change) from (\(rows("300")))"),
      in: try sketches(rows("300")))
    #expect(found.near == 300, "\(column)")
  }

  @Test("of twenty columns two may differ, and three may not")
  func twenty() throws {
    let columns = (0..<24).map { "c\($0)" }
    func set(_ changed: Int) throws -> RowSketches {
      let fields = columns.enumerated().map { place, name in
        "hash(i * 31 + \(place)) % 1000 + \(place < changed ? 5000 : 0) as \(name)"
      }
      return try sketches(
        "select \(fields.joined(separator: ", ")) from range(400) t(i)", columns: columns)
    }
    let train = try set(0)
    #expect(NearOverlap(of: try set(1), in: train).near == 400)
    #expect(NearOverlap(of: try set(2), in: train).near == 400)
    #expect(NearOverlap(of: try set(3), in: train).near == 0)
  }

  @Test("numbers are equal to four digits, and rows whose digits differ beyond are near")
  func tolerance() throws {
    let train = try sketches("select 1234.51 as a, 1 as b, 'x' as c, 5 as d")
    let close = try sketches("select 1234.52 as a, 1 as b, 'y' as c, 5 as d")
    #expect(NearOverlap(of: close, in: train).near == 1)
    let jittered = try sketches("select 1234.52 as a, 1 as b, 'x' as c, 5 as d")
    #expect(NearOverlap(of: jittered, in: train).near == 1)
  }

  @Test("texts are near by the words that they share")
  func texts() throws {
    let text =
      "the quick brown fox jumps over the lazy dog and runs away from every hunter in the wood"
    func set(_ end: String) throws -> RowSketches {
      try sketches(
        """
        select string_agg('w' || hash(i * 50 + j) % 5000, ' ' order by j) || '\(end)' as a \
        from range(200) t(i), range(40) s(j) group by i
        """, columns: ["a"])
    }
    let found = NearOverlap(of: try set(" today"), in: try set(""))
    #expect(found.near > 180, "\(found.near)")
    let one = try sketches("select '\(text)' as a", columns: ["a"])
    let foreign = try sketches(
      "select 'nothing of this was ever said by anybody who knew the matter well enough' as a",
      columns: ["a"])
    #expect(one.canTell)
    #expect(NearOverlap(of: foreign, in: one).near == 0)
  }

  @Test("parts merge to the whole, in any order")
  func merge() throws {
    let train = try sketches(rows("20000"), cutInto: 3)
    let test = try sketches(rows("19000, 30000", changed: "i % 2 = 0"), cutInto: 2)
    let whole = NearOverlap(
      of: try sketches(rows("19000, 30000", changed: "i % 2 = 0")), in: try sketches(rows("20000")))
    #expect(NearOverlap(of: test, in: train).near == whole.near)
    #expect(whole.near == 500)
  }

  @Test("of more rows than can be kept a part tells the share")
  func bounded() throws {
    let train = try sketches(rows("60000"), limit: 2_000)
    let test = try sketches(rows("30000, 90000", changed: "i < 60000"), limit: 2_000)
    let found = NearOverlap(of: test, in: train)
    #expect(!found.isExact && found.compared < 60_000)
    let share = try found.share(level: 0.99)
    #expect((share.interval?.low ?? 1) < 0.5 && (share.interval?.high ?? 0) > 0.45)
  }

  @Test("rows that are alike in all but one column by nature are so within the set too")
  func natural() throws {
    let few = "select i % 5 as a, i % 4 as b, i % 3 as c, i % 2 as d from range(2000) t(i)"
    #expect(NearOverlap(within: try sketches(few)).near > 0)
  }

  @Test("too few columns tell nothing, and no rows have no share")
  func degenerate() throws {
    let narrow = try sketches("select 1 as a, 2 as b", columns: ["a", "b"])
    #expect(!narrow.canTell && NearOverlap(within: narrow).near == 0)
    let empty = try sketches(rows("0"))
    #expect(throws: Undefined.self) { try NearOverlap(of: empty, in: empty).share(level: 0.95) }
  }
}
