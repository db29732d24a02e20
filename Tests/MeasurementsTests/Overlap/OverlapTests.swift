import ADBC
import Engines
import Statistics
import Testing

@testable import Measurements

@Suite("Rows that two sets share")
struct OverlapTests {
  private func prints(
    _ sql: String, columns: [String] = ["a", "b"], limit: Int = RowFingerprints.defaultLimit,
    reversed: Bool = false
  ) throws -> RowFingerprints {
    let stream = try Table.stream(sql)
    var batches: [ArrowBatch] = []
    while let batch = try stream.next() { batches.append(batch) }
    var prints = RowFingerprints(fields: stream.fields, columns: columns, limit: limit)
    for batch in reversed ? batches.reversed() : batches { prints.update(batch) }
    return prints
  }

  private func rows(_ range: String, _ more: String = "") -> String {
    "select i as a, 'n' || (i % 7) as b from range(\(range)) t(i) \(more)"
  }

  @Test("Every shared row is counted, and no other")
  func exact() throws {
    let overlap = Overlap(of: try prints(rows("900, 1100")), in: try prints(rows("1000")))
    #expect(overlap.isExact)
    #expect(overlap.shared == 100)
    #expect(overlap.compared == 200)
    let share = try overlap.share(level: 0.95)
    #expect(share.value == 0.5)
    #expect(share.interval?.low == 0.5 && share.interval?.high == 0.5)
  }

  @Test("A row that stands twice in the second set is counted twice")
  func copies() throws {
    let second = try prints(rows("10") + " union all " + rows("5"))
    let overlap = Overlap(of: second, in: try prints(rows("5")))
    #expect(overlap.shared == 10)
    #expect(overlap.compared == 15)
    #expect(overlap.repeatedRows == 0)
    #expect(Overlap(of: second, in: second).repeatedRows == 10)
  }

  @Test(
    "The type in which a value is stored does not matter",
    arguments: [
      ("1::integer", "1.0::double"), ("1::utinyint", "1::bigint"), ("true", "1::smallint"),
      ("2.5::decimal(5, 2)", "2.5::double"), ("0.0::double", "-0.0::double"),
      ("'nan'::double", "-('nan'::double)"), ("1.5::float", "1.5::double"),
      ("null::integer", "null::varchar"), ("'a'::varchar", "'a'::enum('b', 'a')"),
      ("date '2025-01-02'", "timestamp '2025-01-02'"),
    ])
  func types(_ first: String, _ second: String) throws {
    let one = try prints("select \(first) as a, 'x' as b")
    let other = try prints("select \(second) as a, 'x' as b")
    #expect(Overlap(of: other, in: one).shared == 1)
  }

  @Test(
    "Different values are different rows",
    arguments: [
      ("1", "2"), ("1", "'1'"), ("null::integer", "0"), ("null::varchar", "''"),
      ("'nan'::double", "null::double"), ("9007199254740992", "9007199254740993"),
      ("'a'", "'A'"), ("'a'", "'a '"),
    ])
  func values(_ first: String, _ second: String) throws {
    let one = try prints("select \(first) as a, 'x' as b")
    let other = try prints("select \(second) as a, 'x' as b")
    #expect(Overlap(of: other, in: one).shared == 0)
  }

  @Test("Values that swap their columns are another row")
  func swapped() throws {
    let one = try prints("select 'x' as a, 'y' as b")
    #expect(Overlap(of: try prints("select 'y' as a, 'x' as b"), in: one).shared == 0)
  }

  @Test("The columns' order in the data does not matter")
  func columnOrder() throws {
    let one = try prints("select 1 as a, 'y' as b")
    #expect(Overlap(of: try prints("select 'y' as b, 1 as a"), in: one).shared == 1)
  }

  @Test("Beyond the limit the share is estimated, with an interval that holds the truth")
  func sampled() throws {
    let first = try prints(rows("40000"), limit: 1_000)
    let second = try prints(rows("30000, 70000"), limit: 1_000)
    let overlap = Overlap(of: second, in: first)
    #expect(!overlap.isExact)
    #expect(overlap.compared < 4_000)
    let share = try overlap.share(level: 0.999)
    let interval = try #require(share.interval)
    #expect(interval.low < 0.25 && interval.high > 0.25)
    #expect(interval.high - interval.low < 0.2)
  }

  @Test("A large set and a small one keep the same part of all rows")
  func unequalSizes() throws {
    let large = try prints(rows("100000"), limit: 2_000)
    let small = try prints(rows("99000, 100000"), limit: 2_000)
    let overlap = Overlap(of: small, in: large)
    #expect(overlap.compared > 0 && overlap.shared == overlap.compared)
  }

  @Test("The order of rows and batches changes nothing", arguments: [100_000, 500])
  func permutation(_ limit: Int) throws {
    let forward = try prints(rows("20000"), limit: limit)
    let shuffled = try prints(rows("20000", "order by hash(i)"), limit: limit, reversed: true)
    for other in [rows("15000, 30000"), rows("20000")] {
      let second = try prints(other, limit: limit)
      let one = try Overlap(of: second, in: forward).share(level: 0.95)
      let two = try Overlap(of: second, in: shuffled).share(level: 0.95)
      // Discarding happens between batches, so that a sample may end a little earlier or later.
      #expect(((one.value ?? 0) - (two.value ?? 0)).magnitude < (limit > 20_000 ? 1e-15 : 0.05))
    }
  }

  @Test("Parts merge to the whole, in any grouping and order")
  func merging() throws {
    let parts = try [rows("0, 700"), rows("700, 701"), rows("701, 3000")].map { try prints($0) }
    let second = try prints(rows("650, 720"))
    let whole = Overlap(of: second, in: try prints(rows("3000")))
    var leftFirst = parts[0]
    leftFirst.merge(parts[1])
    leftFirst.merge(parts[2])
    var rightFirst = parts[1]
    rightFirst.merge(parts[2])
    var other = parts[2]
    other.merge(parts[0])
    other.merge(parts[1])
    var grouped = parts[0]
    grouped.merge(rightFirst)
    for merged in [leftFirst, grouped, other] {
      #expect(merged.rows == 3_000)
      #expect(Overlap(of: second, in: merged) == whole)
    }
  }

  @Test("Merged samples keep only what both kept")
  func mergingSamples() throws {
    var merged = try prints(rows("50000"), limit: 500)
    merged.merge(try prints(rows("50000, 60000"), limit: 500))
    let overlap = Overlap(of: try prints(rows("60000"), limit: 500), in: merged)
    #expect(merged.rows == 60_000)
    #expect(overlap.shared == overlap.compared)
  }

  @Test("A set without rows has no share")
  func empty() throws {
    let none = try prints(rows("0"))
    #expect(throws: Undefined.self) {
      try Overlap(of: none, in: try prints(rows("5"))).share(level: 0.95)
    }
    #expect(try Overlap(of: try prints(rows("5")), in: none).share(level: 0.95).value == 0)
    #expect(try Overlap(of: none, in: none).coincidence(level: 0.95) == 0)
  }

  @Test("A column that the data lack counts as missing")
  func absentColumn() throws {
    let one = try prints("select 1 as a", columns: ["a", "b"])
    let other = try prints("select 1 as a, null::varchar as b", columns: ["a", "b"])
    #expect(Overlap(of: other, in: one).shared == 1)
  }
}
