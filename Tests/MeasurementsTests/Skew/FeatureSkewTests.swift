import ADBC
import Engines
import Testing

@testable import Measurements

@Suite("Features of two pipelines, cell by cell")
struct FeatureSkewTests {
  /// 600 entities of a day each: numbers, texts, instants and holes, with the key of each row.
  private static let offline = """
    select i as id, (i * 37 % 1000) / 7.0 as x, i % 24 as hour, ['north', 'south', 'east'][i % 3 + 1] as region,
      case when i % 4 = 0 then null else i * 1.5 end as holey,
      timestamp '2025-01-01' + interval (i * 61) minute as seen, i // 3 as entity,
      timestamp '2025-01-01' + interval (i) hour as at
    from range(600) t(i)
    """

  private func skew(
    _ online: String, offline: String = Self.offline, keys: [String] = ["id"],
    timestamp: String? = nil, columns: [String],
    tolerance: CellTolerance = CellTolerance(absolute: 1e-9, relative: 1e-6), reversed: Bool = false
  ) throws -> FeatureSkew {
    func types(_ sql: String) throws -> [String: ArrowType] {
      Dictionary(
        uniqueKeysWithValues: try Table.stream(sql).fields.map { ($0.name, $0.type) })
    }
    let (trained, served) = (try types(offline), try types(online))
    func column(_ name: String) throws -> FeatureJoin.Column {
      FeatureJoin.Column(
        name: name, offline: try #require(trained[name]), online: try #require(served[name]))
    }
    let join = FeatureJoin(
      offline: offline, online: online, keys: try keys.map(column),
      timestamp: try timestamp.map(column), columns: try columns.map(column))
    let stream = try Table.stream(join.query)
    var batches: [ArrowBatch] = []
    while let batch = try stream.next() { batches.append(batch) }
    var fold = FeatureSkewFold(join, tolerance: tolerance)
    guard reversed else {
      for batch in batches { fold.update(batch) }
      return fold.finish()
    }
    for batch in batches.reversed() {
      var part = FeatureSkewFold(join, tolerance: tolerance)
      part.update(batch)
      part.merge(fold)
      fold = part
    }
    return fold.finish()
  }

  private func online(_ change: String, from offline: String = Self.offline) -> String {
    "select * replace (\(change)) from (\(offline))"
  }

  /// A fault of the serving side, the column that shows it, and how its cause is told.
  struct Fault: Sendable, CustomTestStringConvertible {
    let cause: String
    let change: String
    let says: String
    var testDescription: String { "\(cause): \(change)" }
    var column: String { String(change.split(separator: " ").last ?? "") }
  }

  static let faults = [
    Fault(cause: "constant-factor", change: "x * 100 as x", says: "online is 100 times offline"),
    Fault(cause: "constant-factor", change: "x * 1.609344 as x", says: "miles and kilometres"),
    Fault(cause: "constant-factor", change: "x / 1000 as x", says: "offline is 1000 times online"),
    Fault(
      cause: "constant-factor", change: "case when id % 3 = 0 then x * 100 else x end as x",
      says: "online is 100 times offline"),
    Fault(cause: "constant-offset", change: "x + 273.15 as x", says: "kelvin"),
    Fault(cause: "constant-offset", change: "x - 4 as x", says: "online is offline less 4"),
    Fault(cause: "linear-change", change: "x * 1.8 + 32 as x", says: "online degrees Fahrenheit"),
    Fault(cause: "linear-change", change: "(x - 32) / 1.8 as x", says: "online degrees Celsius"),
    Fault(cause: "linear-change", change: "(x - 70) / 41 as x", says: "online is 0.0243902 times"),
    Fault(
      cause: "clipped-range", change: "least(x, 100) as x",
      says: "above 100 are cut off there online"),
    Fault(
      cause: "clipped-range", change: "greatest(x, 20) as x",
      says: "below 20 are cut off there online"),
    Fault(cause: "missing-filled", change: "coalesce(holey, 0) as holey", says: "is 0 online"),
    Fault(cause: "missing-filled", change: "coalesce(holey, -1) as holey", says: "is -1 online"),
    Fault(
      cause: "value-lost", change: "case when id % 5 = 0 then null else x end as x",
      says: "what has a value offline is missing online"),
    Fault(
      cause: "category-recoding",
      change: "case region when 'north' then 'N' when 'south' then 'S' else 'E' end as region",
      says: "“north” is “N”"),
    Fault(
      cause: "category-recoding",
      change:
        "case region when 'north' then 'south' when 'south' then 'north' else region end as region",
      says: "“north” is “south”"),
    Fault(
      cause: "case-or-whitespace", change: "upper(region) as region",
      says: "differ in capitals only"),
    Fault(
      cause: "case-or-whitespace", change: "region || ' ' as region", says: "differ in blanks only"),
    Fault(
      cause: "time-zone-shift", change: "seen + interval 5 hour + interval 30 minute as seen",
      says: "+5.5 hours"),
    Fault(cause: "time-zone-shift", change: "(hour + 19) % 24 as hour", says: "turned by −5 hours"),
    Fault(cause: "rounded-value", change: "round(x, 1) as x", says: "multiples of 0.1"),
    Fault(cause: "rounded-value", change: "floor(x) as x", says: "whole numbers"),
    Fault(cause: "rounded-value", change: "date_trunc('day', seen) as seen", says: "whole days"),
    Fault(cause: "replaced-by-constant", change: "7 as x", says: "online is 7 whatever"),
  ]

  @Test("The cause of a fault is named", arguments: faults)
  func causes(_ fault: Fault) throws {
    let skew = try skew(online(fault.change), columns: [fault.column])
    let column = try #require(skew.columns.first)
    #expect(skew.rows.matched == 600)
    #expect(column.differing > 0)
    let cause = try #require(column.causes.first)
    #expect(cause.cause.id == fault.cause, "\(column.causes)")
    #expect(cause.words.contains(fault.says), "\(cause.words)")
    #expect(cause.share > 0.95)
  }

  @Test("A value of the moment before is stale")
  func stale() throws {
    let served = """
      select * replace (coalesce(lag(x) over (partition by entity order by "at"), x) as x)
      from (\(Self.offline))
      """
    let skew = try skew(served, keys: ["entity"], timestamp: "at", columns: ["x"])
    let column = try #require(skew.columns.first)
    #expect(skew.rows.matched == 600 && column.differing == 400)
    #expect(column.causes.map(\.cause.id) == ["stale-value"])
  }

  @Test("Two faults of one column are both named, with their shares")
  func mixed() throws {
    let served = online(
      "case when id % 2 = 0 then coalesce(holey, 0) else holey * 100 end as holey")
    let causes = try #require(try skew(served, columns: ["holey"]).columns.first).causes
    #expect(Set(causes.map(\.cause.id)) == ["missing-filled", "constant-factor"])
    #expect((causes.map(\.share).reduce(0, +) - 1).magnitude < 1e-9)
  }

  @Test("Noise has no cause, and what is too little to see a pattern in has none either")
  func noise() throws {
    let noisy = try skew(online("x + sin(id * 12.9898) as x"), columns: ["x"])
    #expect(noisy.columns.first?.causes.isEmpty == true)
    let few = try skew(
      online("case when id in (1, 2) then x * 100 else x end as x"), columns: ["x"])
    #expect(few.columns.first?.differing == 2 && few.columns.first?.causes.isEmpty == true)
  }

  @Test("A swap of two values that many rows keep is no other coding")
  func partialSwap() throws {
    let served = online(
      "case when id % 7 = 0 then case region when 'north' then 'south' else 'north' end "
        + "else region end as region")
    let causes = try skew(served, columns: ["region"]).columns.first?.causes ?? []
    #expect(!causes.contains { $0.cause.id == "category-recoding" }, "\(causes)")
  }

  @Test("The same data have no difference, whatever their type is")
  func same() throws {
    let served = online("cast(hour as double) as hour, cast(x as float) as x")
    let skew = try skew(served, columns: ["x", "hour", "region", "holey", "seen", "at"])
    #expect(skew.columns.allSatisfy { $0.differing == 0 && $0.rows == 600 })
  }

  @Test("Numbers that are text on one side are compared as numbers")
  func retyped() throws {
    let skew = try skew(online("cast(hour as varchar) as hour"), columns: ["hour"])
    #expect(skew.columns.first?.differing == 0)
    #expect(skew.columns.first?.column.kinds.online == .text)
    let codes = "select 1 as id, '007' as zip"
    let lost = try self.skew("select 1 as id, '7' as zip", offline: codes, columns: ["zip"])
    #expect(lost.columns.first?.differing == 1)
  }

  @Test("Every row is counted once: matched, alone, repeated or without a key")
  func accounts() throws {
    let offline = "select * from (values (1, 1), (2, 2), (3, 3), (3, 4), (null, 5)) t(id, x)"
    let online = "select * from (values (1, 1), (3, 3), (4, 4), (null, 1), (null, 2)) t(id, x)"
    let rows = try skew(online, offline: offline, columns: ["x"]).rows
    #expect(rows.matched == 1 && rows.offlineOnly == 1 && rows.onlineOnly == 1)
    #expect(rows.repeatedKeys == 1 && rows.repeatedOffline == 2 && rows.repeatedOnline == 1)
    #expect(rows.keylessOffline == 1 && rows.keylessOnline == 2)
    #expect(rows.offline == 5 && rows.online == 5)
  }

  @Test("No row on either side is no difference", arguments: [true, false])
  func empty(offlineToo: Bool) throws {
    let none = "select 1 as id, 1.0 as x where false"
    let some = "select 1 as id, 1.0 as x"
    let skew = try skew(none, offline: offlineToo ? none : some, columns: ["x"])
    #expect(skew.rows.matched == 0 && skew.rows.offlineOnly == (offlineToo ? 0 : 1))
    #expect(skew.columns.first?.share == 0)
  }

  @Test("Infinite numbers equal themselves alone, and not-a-number is missing")
  func infinite() throws {
    let offline = """
      select i as id, case i when 0 then 'infinity'::double when 1 then '-infinity'::double
        when 2 then 'nan'::double else 1e308 end as x from range(4) t(i)
      """
    let served = """
      select id, case id when 0 then 1e308 when 2 then null when 3 then 'infinity'::double
        else x end as x from (\(offline))
      """
    let column = try #require(try skew(served, offline: offline, columns: ["x"]).columns.first)
    #expect(column.differing == 2)
  }

  @Test("Keys of text and of numbers meet, and decimal ones by their value")
  func keys() throws {
    let text = try skew(
      "select cast(i as varchar) as id, 1 as x from range(3) t(i)",
      offline: "select i as id, 1 as x from range(3) t(i)", columns: ["x"])
    #expect(text.rows.matched == 3)
    let decimal = try skew(
      "select cast(i as double) as id, 1 as x from range(3) t(i)",
      offline: "select i as id, 1 as x from range(3) t(i)", columns: ["x"])
    #expect(decimal.rows.matched == 3)
  }

  @Test("Names that would break a query are names")
  func hostileNames() throws {
    let sql = "select 1 as \"a\"\"b;--\", 2 as \"x'y\""
    let skew = try skew(sql, offline: sql, keys: ["a\"b;--"], columns: ["x'y"])
    #expect(skew.rows.matched == 1 && skew.columns.first?.differing == 0)
  }

  @Test("The order in which rows come changes nothing")
  func order() throws {
    let offline = "select i as id, i * 1.5 as x from range(20000) t(i)"
    let served = "select id, case when id % 3 = 0 then x * 100 else x end as x from (\(offline))"
    let one = try skew(served, offline: offline, columns: ["x"])
    let other = try skew(served, offline: offline, columns: ["x"], reversed: true)
    let (first, second) = (try #require(one.columns.first), try #require(other.columns.first))
    #expect(one.rows == other.rows && first.differing == second.differing)
    #expect(first.first == second.first && first.causes == second.causes)
    #expect(first.first.map(\.row) == [3, 6, 9])
    #expect(first.differing == 6_666)
  }
}
