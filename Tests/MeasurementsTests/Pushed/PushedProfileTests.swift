import ADBC
import Engines
import Testing

@testable import Measurements

/// One meaning, two executions: what a database counts is what the kernel counts in the same rows.
@Suite("Profiles counted where the data are")
struct PushedProfileTests {
  /// What engines disagree about: 3,000 rows, with more different values than the options keep.
  static let hostile = """
    select i as id, -i * 3000000000 as long, cast(i % 7 as tinyint) as small,
      cast(i as double) / 7 - 200 as x,
      case when i % 11 = 0 then null when i % 13 = 0 then 'nan' when i % 17 = 0 then '-0.0'
        when i % 19 = 0 then 'inf' when i % 23 = 0 then '-inf' when i % 29 = 0 then '5e-324'
        when i % 31 = 0 then '1.7976931348623157e308' when i % 37 = 0 then '2.2250738585072014e-308'
        else cast(sin(i) * pow(10, i % 40 - 20) as varchar) end::double as wild,
      case when i % 3 = 0 then null when i % 5 = 0 then 'nan' when i % 7 = 0 then '-0.0'
        else cast(i % 10 as varchar) end::double as few,
      cast(i as float) / 3 as narrow,
      case when i = 77 then 9223372036854775807 when i = 78 then -9223372036854775808
        when i % 2 = 0 then i else -i end as edge,
      case when i % 5 = 0 then '' when i % 7 = 0 then null when i % 3 = 0 then 'Ünï ''q'' \\ "x" '
        else concat('k', i % 4) end as word,
      concat('text number ', i, repeat('.', i % 300)) as free,
      cast(cast(i as double) / 8 as decimal(12, 3)) as price,
      cast(i % 4 as decimal(30, 5)) as wide,
      case when i % 4 = 0 then null else i % 3 = 0 end as late,
      case when i % 97 = 0 then 'infinity'::date else date '1969-12-31' + cast(i % 900 as int) end
        as day,
      timestamp '1969-12-31 23:59:59.999999' + i * interval 7 microsecond as at,
      timestamptz '2024-03-31 01:30:00+00' + i * interval 1 hour as zoned,
      time '01:00:00' + (i % 50) * interval 1 second as clock,
      cast(null as double) as nothing, 42 as constant, cast(i as ubigint) as unsigned,
      [i, i + 1] as list, cast('ab' as blob) as bytes
    from range(1, 3001) as g(i)
    """

  static func options(origin: Double = 0) -> ProfileOptions {
    var options = ProfileOptions()
    options.exactValues = 64
    for name in ["id", "long", "x", "wild", "narrow", "edge", "price", "at", "zoned", "unsigned"]
      + ["small", "few", "wide", "clock", "day"]
    {
      options.origins[name] = origin
    }
    return options
  }

  static let session = Result { try DuckDBEngine() }

  static func pushed(
    _ sql: String, _ options: ProfileOptions, first: Int, few: Int = 10, together: Int = 48
  ) throws -> DatasetProfile {
    var profile = PushedProfile(try session.get().session(.query(sql)), options)
    profile.firstRows = first
    profile.few = few
    profile.columnsAtATime = together
    return try profile.measure()
  }

  @Test(
    "Every count, bin, sum, extreme and register equals the kernel's",
    arguments: [0, 1, -123.456, 1e9, 1.7e15, 3.5e290])
  func conforms(origin: Double) throws {
    let options = Self.options(origin: origin)
    let expected = try Table.profile(Self.hostile, options)
    // 64 values are exceeded in the first 200 rows, or only by the later ones.
    for first in [200, 30, 1] {
      let found = try Self.pushed(Self.hostile, options, first: first)
      #expect(found.rows == expected.rows)
      #expect(found.columns.map(\.name) == expected.columns.map(\.name))
      for (column, twin) in zip(found.columns, expected.columns) {
        // Above the limit the order of rows decides which texts are kept: see the test below.
        #expect(column == twin, "\(column.name), \(first) rows first")
      }
    }
  }

  @Test("How many columns a question asks for changes nothing", arguments: [1, 2, 48])
  func divides(together: Int) throws {
    let options = Self.options()
    #expect(
      try Self.pushed(Self.hostile, options, first: 100, together: together)
        == Table.profile(Self.hostile, options))
  }

  @Test("Values that are few at first and many later are put into bins all the same")
  func changesItsMind() throws {
    let sql = "select case when i < 500 then 1 else i / 3.0 end as x from range(2000) as g(i)"
    var options = ProfileOptions()
    options.exactValues = 64
    options.origins["x"] = 0
    let expected = try Table.profile(sql, options)
    #expect(try Self.pushed(sql, options, first: 400) == expected)
    guard case .numbers(let numbers) = expected.columns[0].content else {
      Issue.record("x is no column of numbers")
      return
    }
    #expect(!numbers.isExact)
  }

  @Test("Beyond the texts that are kept, totals are equal and counts are within the error bound")
  func boundsTexts() throws {
    let sql = "select concat('t', i % 700, '-', (i * i) % 11) as word from range(4000) as g(i)"
    var options = ProfileOptions()
    options.categories.exact = 300
    options.categories.retained = 100
    let expected = try #require(try Table.profile(sql, options).columns.first)
    let found = try #require(try Self.pushed(sql, options, first: 100).columns.first)
    guard case .categories(let ours) = expected.content, case .categories(let there) = found.content
    else {
      Issue.record("the column is none of texts")
      return
    }
    #expect(there.total == ours.total)
    #expect(there.sketch == ours.sketch)
    #expect(there.length == ours.length)
    #expect(there.errorBound <= ours.total / 100)
    #expect(!there.isExact)
  }

  @Test("A table that ends with the first rows is profiled from them", arguments: [0, 1, 99])
  func ends(rows: Int) throws {
    let sql = "select i, cast(i as varchar) as t from range(\(rows)) as g(i)"
    #expect(
      try Self.pushed(sql, ProfileOptions(), first: 100) == Table.profile(sql, ProfileOptions()))
  }

  @Test("Rows that change between two questions are told, not added up")
  func seesChange() throws {
    // Another number of rows each time that it is asked.
    let sql = "select i as x, random() as y from range(1000) as g(i) where random() < 0.5"
    let error = #expect(throws: EngineError.self) {
      try Self.pushed(sql, ProfileOptions(), first: 10)
    }
    #expect(error?.exitCode == 3)
    #expect(error?.problem.contains("changed") == true)
  }

  @Test(
    "Windows of the calendar have the profiles that the kernel counts in their rows",
    arguments: [("at", WindowLength.week), ("day", .month), ("zoned", .year)])
  func cutsWindows(timestamp: String, length: WindowLength) throws {
    let sql = """
      select x, few, word, late, price, id,
        case when id % 91 = 0 then null else timestamp '2023-11-28' + id * interval 31 minute end as at,
        day, zoned + id * interval 8 hour as zoned from (\(Self.hostile)) as a
      """
    let fold = WindowedProfileFold(Self.options(), length: length, timestamp: timestamp)
    let engine = try Self.session.get()
    var plan = ScanPlan()
    let ticket = plan.add(fold)
    let expected = try plan.run(engine.scan(.query(sql)))[ticket]
    let found = try plan.run(in: engine.session(.query(sql)))[ticket]
    #expect(found.windows.map(\.start) == expected.windows.map(\.start))
    #expect(found.undated == expected.undated && found.refused == expected.refused)
    for (window, twin) in zip(found.windows, expected.windows) {
      #expect(window == twin, "\(window.start)")
    }
  }

  @Test("More windows than are followed, and windows of rows, are read")
  func readsWindows() throws {
    let engine = try Self.session.get()
    let sql =
      "select i as x, timestamp '2020-01-01' + i * interval 1 day as at from range(500) as g(i)"
    for (length, timestamp) in [(WindowLength.day, "at"), (.rows(100), nil)] {
      let fold = WindowedProfileFold(length: length, timestamp: timestamp)
      let session = try engine.session(.query(sql))
      #expect(try fold.pushed(PushedCount(session: session) { _ in }) == nil)
    }
  }
}
