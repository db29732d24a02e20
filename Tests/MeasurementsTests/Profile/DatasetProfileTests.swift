import ADBC
import Testing

@testable import Measurements

@Suite("A profile of a data set")
struct DatasetProfileTests {
  @Test(
    "every integer type keeps its extremes",
    arguments: [
      ("tinyint", "-128", "127"), ("smallint", "-32768", "32767"),
      ("integer", "-2147483648", "2147483647"),
      ("bigint", "-9223372036854775808", "9223372036854775807"),
      ("utinyint", "0", "255"), ("usmallint", "0", "65535"), ("uinteger", "0", "4294967295"),
      ("ubigint", "0", "18446744073709551615"),
    ])
  func integers(type: String, low: String, high: String) throws {
    let numbers = try Table.numbers(
      "select v::\(type) v from (values ('\(low)'), ('\(high)'), ('1'), (null)) t(v)")
    #expect(numbers.count == 3)
    let document = [numbers.minimumKey, numbers.maximumKey].map {
      ExactNumber($0, as: numbers.kind)
    }
    let expected: [ExactNumber] =
      type == "ubigint"
      ? [.unsigned(0), .unsigned(.max)]
      : [.integer(try #require(Int64(low))), .integer(try #require(Int64(high)))]
    #expect(document == expected)
  }

  @Test("missing, NaN, infinities, zeros and signs are counted apart")
  func specials() throws {
    let profile = try Table.profile(
      """
      select v::double v from (values ('nan'), ('inf'), ('-inf'), ('0'), ('-0.0'), ('-2'), ('5e-324'),
        ('1e300'), (null), (null)) t(v)
      """)
    let column = try #require(profile["v"])
    #expect(column.missing == 2)
    #expect(column.count == 8)
    guard case .numbers(let numbers) = column.content else {
      Issue.record("the column should be numeric")
      return
    }
    #expect(numbers.specials.nan == 1)
    #expect(numbers.specials.total == 3)
    #expect(numbers.zeros == 2)
    #expect(numbers.negative == 1)
    #expect(numbers.distinct.value == 4)
    #expect(numbers.minimum == -2)
    #expect(numbers.maximum == 1e300)
  }

  @Test("floats, decimals, dates, timestamps and truths are what they are")
  func types() throws {
    let profile = try Table.profile(
      """
      select 1.5::float as f, 12.25::decimal(9, 2) as d, 7::decimal(30, 0) as w, date '2024-02-29' as "day",
        timestamptz '2024-02-29 12:00:00.5+00' as "at", timestamp_ns '2024-02-29 12:00:00' as nano, true as t,
        'x' as s, 'a'::enum('b', 'a') as e, time '01:00:00' as tod
      """)
    let types = profile.columns.map(\.type)
    #expect(
      types == [
        .numeric, .numeric, .numeric, .timestamp, .timestamp, .timestamp, .boolean, .categorical,
        .categorical, .numeric,
      ])
    func value(_ name: String) -> Double? {
      guard case .numbers(let numbers)? = profile[name]?.content else { return nil }
      return numbers.minimum
    }
    #expect(value("f") == 1.5)
    #expect(value("d") == 12.25)
    #expect(value("w") == 7)
    #expect(value("day") == 1_709_164_800_000_000)
    #expect(value("at") == 1_709_208_000_500_000)
    #expect(value("nano") == 1_709_208_000_000_000)
    #expect(value("tod") == 3_600_000_000)
    guard case .categories(let e)? = profile["e"]?.content else {
      Issue.record("the enum should be categories")
      return
    }
    #expect(e.counts == ["a": 1])
  }

  @Test("no rows, a constant and nothing but missing values are profiles too")
  func degenerate() throws {
    let empty = try Table.profile("select 1::double a, 'x' b, true c where false")
    #expect(empty.rows == 0)
    #expect(empty.columns.map(\.count) == [0, 0, 0])
    let constant = try Table.numbers("select 5.0::double v from range(1000)")
    #expect(constant.moments.standardDeviation == 0)
    #expect(constant.moments.mean == 5)
    #expect(NumberSegments(constant).bars() == [HistogramBar(low: 5, high: 5, count: 1_000)])
    let missing = try Table.profile("select null::double a, null::varchar b, null c from range(7)")
    #expect(missing.columns.map(\.missing) == [7, 7, 7])
  }

  @Test("a nested or binary column is told apart and hides no other")
  func unmeasured() throws {
    let profile = try Table.profile("select [1, 2] nested, 3 fine, 'ab'::blob raw from range(4)")
    #expect(profile.columns.map(\.type) == [.unmeasured, .numeric, .unmeasured])
    #expect(profile["fine"]?.count == 4)
    #expect(profile["nested"]?.rows == 4)
  }

  @Test("texts with empty values and every layout of strings are counted")
  func texts() throws {
    let counts = ["": 2, "a": 1, "twelve bytes": 1, "more than twelve bytes": 1]
    let sql = """
      select v from (values (''), (''), ('a'), ('twelve bytes'), ('more than twelve bytes'), (null)) t(v)
      """
    let plain = try Table.categories(sql)
    #expect(plain.counts == counts)
    #expect(plain.empty == 2)
  }

  @Test("rows, workers and batches change nothing", arguments: [1, 2, 3, 16])
  func workers(workers: Int) throws {
    let sql = """
      select i::double / 7 a, (i * 7919) % 1000003 b, 'k' || (i % 300) c, i % 2 = 0 d,
        case when i % 5 = 0 then null else (i % 17)::float end e,
        timestamp '2024-01-01' + interval (i) second f from range(60000) r(i)
      """
    let profile = try Table.profile(sql, workers: workers)
    #expect(profile == (try Table.profile(sql)))
    #expect(profile.rows == 60_000)
    #expect(profile.columns.map(\.name) == ["a", "b", "c", "d", "e", "f"])
    #expect(profile["e"]?.missing == 12_000)
    guard case .numbers(let b)? = profile["b"]?.content else {
      Issue.record("b should be numeric")
      return
    }
    #expect(!b.isExact)
  }

  @Test("the profile of a shuffled table with the reference's origins is the same")
  func permutation() throws {
    let sql = "select i a, 'k' || (i % 300) c, sin(i) s, i + 1e9 far from range(50000) r(i)"
    let reference = try Table.profile(sql)
    var options = ProfileOptions(comparableTo: reference)
    options.columns = nil
    #expect(try Table.profile(sql + " order by hash(i)", options) == reference)
  }

  @Test("parts merge into the whole")
  func merge() throws {
    let sql = "select i a, 'k' || (i % 300) c, sin(i) s, i % 3 = 0 b from range(40000) r(i)"
    let whole = try Table.profile(sql)
    let options = ProfileOptions(comparableTo: whole)
    var merged = try Table.profile(sql + " where i % 3 = 2", options)
    try merged.merge(try Table.profile(sql + " where i % 3 = 0", options))
    try merged.merge(try Table.profile(sql + " where i % 3 = 1", options))
    #expect(merged == whole)
    #expect(throws: ProfileMismatch.self) {
      try merged.merge(try Table.profile("select 1 other"))
    }
  }

  @Test("a column far from zero is binned around its values")
  func origin() throws {
    let numbers = try Table.numbers("select 1e9 + i / 1000 v from range(50000) r(i)")
    #expect(!numbers.isExact)
    #expect(numbers.grid.origin > 9.9e8)
    let quantile = try #require(NumberSegments(numbers).quantile(0.9))
    #expect(abs(quantile.value - 1_000_000_045) < 0.5)
    #expect(quantile.errorBound < 0.5)
  }

  @Test("invalid text is counted and repaired")
  func invalid() {
    var tally = TextTally(limits: CategoryLimits())
    for bytes in [[0x61, 0xFF], [0x61], [0x61, 0xFF]] as [[UInt8]] {
      unsafe bytes.withUnsafeBytes { unsafe tally.count($0) }
    }
    let profile = tally.finish()
    #expect(profile.counts == ["a": 1, "a\u{FFFD}": 2])
    #expect(profile.invalid == 2)
  }

  @Test(
    "text is categories until nearly every row has its own",
    arguments: [
      ("'k' || (i % 50)", ColumnType.categorical), ("'id ' || i", .text),
      ("repeat('word ', 20) || (i % 200)", .text), ("'c' || (i % 400)", .categorical),
    ])
  func textRule(expression: String, expected: ColumnType) throws {
    let profile = try Table.profile("select \(expression) v from range(2000) r(i)")
    #expect(profile["v"]?.type == expected)
  }
}
