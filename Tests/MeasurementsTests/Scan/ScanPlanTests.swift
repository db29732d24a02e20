import ADBC
import Foundation
import Testing

@testable import Measurements

/// Counts rows and batches, and notes what it saw, for the tests of the scan itself.
struct RowCountFold: Fold {
  var columns: Set<String>? { ["i"] }
  var expectedRow = 0
  var isInOrder = true
  mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {}
  mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    isInOrder = isInOrder && firstRow == expectedRow
    expectedRow += batch.rowCount
  }
  mutating func merge(_ other: RowCountFold) { expectedRow += other.expectedRow }
  mutating func finish() -> (rows: Int, isInOrder: Bool) { (expectedRow, isInOrder) }
}

@Suite("A scan")
struct ScanPlanTests {
  @Test("feeds every fold all batches in order and reads once", arguments: [1, 2, 5])
  func folds(workers: Int) throws {
    var plan = ScanPlan()
    let profile = plan.add(ProfileFold())
    let rows = plan.add(RowCountFold())
    let again = plan.add(RowCountFold())
    var told: [Int] = []
    let results = try plan.run(
      try Table.stream("select i, i * 2 j from range(50000) r(i)"), workers: workers
    ) { told.append($0) }
    #expect(results.rows == 50_000)
    #expect(results[rows].rows == 50_000)
    #expect(results[rows].isInOrder)
    #expect(results[again].rows == 50_000)
    #expect(results[profile].rows == 50_000)
    #expect(told.last == 50_000)
    #expect(told == told.sorted())
  }

  @Test("knows the columns that its folds need")
  func columns() {
    var plan = ScanPlan()
    _ = plan.add(RowCountFold())
    var options = ProfileOptions()
    options.columns = ["a", "b"]
    _ = plan.add(ProfileFold(options))
    #expect(plan.columns == ["a", "b", "i"])
    _ = plan.add(ProfileFold())
    #expect(plan.columns == nil)
  }

  @Test("of nothing still counts rows")
  func nothing() throws {
    let results = try ScanPlan().run(try Table.stream("select 1 a from range(3000)"))
    #expect(results.rows == 3_000)
  }

  @Test("hands the driver's error on and leaves no thread behind")
  func failure() throws {
    var plan = ScanPlan()
    _ = plan.add(ProfileFold())
    #expect(throws: ADBCError.self) {
      _ = try plan.run(
        try Table.stream(
          "select case when i = 90000 then error('broken') else i::varchar end v from range(100000) r(i)"
        ))
    }
  }

  @Test("stops when its task is cancelled")
  func cancelled() async throws {
    let task = Task {
      var plan = ScanPlan()
      _ = plan.add(ProfileFold())
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      return try plan.run(try Table.stream("select i from range(1000000000) r(i)")).rows
    }
    await #expect(throws: ADBCError.cancelled) { try await task.value }
  }

  @Test("3,000 columns need little memory and give a profile each")
  func wide() throws {
    let list = (0..<3_000).map { "i + \($0) as c\($0)" }.joined(separator: ", ")
    let profile = try Table.profile("select \(list) from range(50) r(i)")
    #expect(profile.columns.count == 3_000)
    #expect(profile["c2999"]?.count == 50)
  }
}

@Suite("Windows")
struct WindowTests {
  @Test(
    "of the calendar start where the calendar says",
    arguments: [
      (WindowLength.day, "2024-02-29", "2024-02-29", "2024-03-01"),
      (.week, "2024-03-03", "2024-02-26", "2024-03-04"),
      (.week, "1969-12-31", "1969-12-29", "1970-01-05"),
      (.month, "2023-12-31", "2023-12-01", "2024-01-01"),
      (.quarter, "2024-06-30", "2024-04-01", "2024-07-01"),
      (.year, "1900-02-28", "1900-01-01", "1901-01-01"),
      (.month, "1969-02-28", "1969-02-01", "1969-03-01"),
    ])
  func calendar(length: WindowLength, date: String, start: String, end: String) throws {
    let formatter = ISO8601DateFormatter()
    let parsed = try #require(formatter.date(from: date + "T23:59:59Z"))
    let first = length.start(of: Int64(parsed.timeIntervalSince1970) * 1_000_000 + 999_999)
    #expect(length.text(of: first) == start)
    #expect(length.text(of: length.end(ofWindowStarting: first)) == end)
  }

  @Test(
    "are read from text",
    arguments: [
      ("day", WindowLength.day), ("5000", .rows(5_000)), ("fortnight", nil), ("0", nil),
      ("-3", nil),
    ])
  func text(text: String, expected: WindowLength?) {
    #expect(WindowLength(text) == expected)
  }

  @Test("add up to the whole and hold the rows of their days")
  func profiles() throws {
    let sql = """
      select case when i % 100 = 99 then null else timestamp '2024-02-27' + interval (i * 61 % 432000) second
        end as moment, i as v, 'k' || (i % 9) as k from range(20000) r(i)
      """
    var plan = ScanPlan()
    let ticket = plan.add(WindowedProfileFold(length: .day, timestamp: "moment"))
    let windowed = try plan.run(try Table.stream(sql), workers: 1)[ticket]
    #expect(windowed.undated == 200)
    #expect(
      windowed.windows.map { WindowLength.day.text(of: $0.start) } == [
        "2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02",
      ])
    #expect(windowed.windows.reduce(0) { $0 + $1.profile.rows } == 19_800)
    let day = try Table.profile("select * from (\(sql)) where moment::date = date '2024-02-29'")
    guard case .categories(let texts)? = windowed.windows[2].profile["k"]?.content,
      case .categories(let expected)? = day["k"]?.content
    else {
      Issue.record("k should be categories")
      return
    }
    #expect(texts.counts == expected.counts)
    #expect(windowed.windows[2].profile["v"]?.count == day["v"]?.count)
  }

  @Test("of rows cut the data in its order")
  func rows() throws {
    var plan = ScanPlan()
    let ticket = plan.add(WindowedProfileFold(length: .rows(3_000), timestamp: nil))
    let windowed = try plan.run(try Table.stream("select i from range(10000) r(i)"))[ticket]
    #expect(windowed.windows.map(\.profile.rows) == [3_000, 3_000, 3_000, 1_000])
    guard case .numbers(let last)? = windowed.windows[3].profile["i"]?.content else {
      Issue.record("i should be numeric")
      return
    }
    #expect(last.minimum == 9_000)
  }

  @Test("beyond the limit are counted, not measured")
  func limit() throws {
    var plan = ScanPlan()
    let ticket = plan.add(
      WindowedProfileFold(length: .rows(10), timestamp: nil, windowLimit: 5))
    let windowed = try plan.run(try Table.stream("select i from range(100) r(i)"))[ticket]
    #expect(windowed.windows.count == 5)
    #expect(windowed.refused == 50)
  }
}
