import Testing

@testable import Measurements

@Suite("Times beyond the calendar")
struct ExtremeTimesTests {
  static let columns = [
    "date 'infinity'", "date '-infinity'", "date '290000-01-01'", "date '290309-01-01 (BC)'",
    "date '1-01-01 (BC)'", "date '5877000-01-01'", "timestamp 'infinity'", "timestamp '-infinity'",
    "timestamp '294000-01-01'", "timestamp_s 'infinity'", "timestamp_ms '-infinity'",
    "timestamp_ns 'infinity'", "timestamptz 'infinity'", "timestamp '10000-01-01'",
  ]

  private static func type(of literal: String) -> Substring { literal.prefix { $0 != " " } }

  @Test("are unreadable values of a profile, and the others stay", arguments: columns)
  func profile(extreme: String) throws {
    for missing in ["", " union all select null"] {
      let profile = try Table.profile(
        "select \(extreme) t union all select \(Self.type(of: extreme)) '2024-02-29'\(missing)")
      let column = try #require(profile.columns.first)
      #expect(column.unreadable == 1)
      #expect(column.missing == (missing.isEmpty ? 0 : 1))
      guard case .numbers(let numbers) = column.content else {
        Issue.record("\(column.type)")
        return
      }
      #expect(numbers.count == 1)
      #expect(numbers.minimum == 1_709_164_800_000_000)
    }
  }

  @Test("are in no window and are warned of", arguments: columns)
  func windows(extreme: String) throws {
    let sql =
      "select \(extreme) t, 1 y, 0.5 p union all select \(Self.type(of: extreme)) '2024-02-29', 0, 0.25"
      + " union all select null, 1, 0.75"
    for window in [WindowLength.day, .week, .month, .quarter, .year] {
      var plan = ScanPlan()
      let metrics = plan.add(
        try MetricsFold(
          MetricOptions(task: .binary, target: "y", score: "p", timestamp: "t", window: window)))
      let profiles = plan.add(WindowedProfileFold(length: window, timestamp: "t"))
      let results = try plan.run(try Table.stream(sql), workers: 1)
      let report = try results[metrics].get()
      #expect(report.groups.map(\.rows) == [1])
      #expect(report.warnings.map(\.code) == ["missing-timestamp", "timestamp-outside-calendar"])
      #expect(report.warnings.last?.message.contains("1 of 3 rows") == true)
      #expect(results[profiles].windows.map(\.profile.rows) == [1])
      #expect(results[profiles].undated == 2)
    }
  }
}
