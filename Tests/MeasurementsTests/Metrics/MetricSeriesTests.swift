import ADBC
import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Windows put together, and what rows allow to see")
struct MetricSeriesTests {
  /// Two hundred days of ten rows, of two groups; the tenth week is missing.
  static let sql = """
    select timestamp '2013-01-01' + interval (i // 10) day as seen, 'g' || (i % 2) as g,
      hash(i) % 10 < 4 as y, (hash(i + 300) % 1000) / 1000.0 + if(hash(i) % 10 < 4, 0.2, 0) as p
    from range(2000) t(i) where i // 70 <> 10
    """

  static func report(
    _ sql: String, _ change: (inout MetricOptions) -> Void
  ) throws -> MetricsReport {
    var options = MetricOptions(task: .binary, target: "y", score: "p", timestamp: "seen")
    change(&options)
    var plan = ScanPlan()
    let ticket = plan.add(try MetricsFold(options))
    return try plan.run(try Table.stream(sql))[ticket].get()
  }

  @Test("a rolling window has the metrics of its rows, gaps and groups included")
  func rolling() throws {
    let report = try Self.report(Self.sql) {
      $0.window = .day
      $0.by = ["g"]
      $0.rolling = 7
    }
    // The first full week ends on the seventh day; a day without rows ends none.
    #expect(report.rolling.first?.key == "2013-01-01 to 2013-01-07 × g0")
    #expect(report.rolling.count == (200 - 6 - 7) * 2)
    for index in [0, 101, report.rolling.count - 1] {
      let group = report.rolling[index]
      let start = try #require(group.window?.start)
      let end = try #require(group.window?.end)
      let value = try #require(group.values.first?.value)
      let alone = try Self.report(
        """
        select * from (\(Self.sql)) where seen >= '\(start.prefix(10))' and seen < '\(end.prefix(10))'
          and g = '\(value)'
        """
      ) { _ in }
      #expect(group.metrics == alone.metrics, "\(group.key)")
      #expect(group.rows == alone.rows)
    }
  }

  @Test("the model's age is counted in months of the calendar; rows before training are in none")
  func ages() throws {
    let report = try Self.report(Self.sql) {
      $0.window = .day
      // 2013-01-11T00:00:00Z
      $0.trainedAt = 1_357_862_400_000_000
    }
    #expect(report.ages.map(\.months) == [0, 1, 2, 3, 4, 5, 6])
    #expect(report.ages.reduce(0) { $0 + $1.rows } == 2_000 - 70 - 100)
    #expect(report.ages.first?.metrics == report.ages.first?.metricsSoFar)
    let second = try Self.report(
      "select * from (\(Self.sql)) where seen >= '2013-02-11' and seen < '2013-03-11'"
    ) { _ in }
    #expect(report.ages[1].metrics == second.metrics)
    let soFar = try Self.report(
      "select * from (\(Self.sql)) where seen >= '2013-01-11' and seen < '2013-03-11'"
    ) { _ in }
    #expect(report.ages[1].metricsSoFar == soFar.metrics)
  }

  @Test("rolling windows of rows, and without windows a refusal")
  func rows() throws {
    let report = try Self.report(Self.sql) {
      $0.window = .rows(100)
      $0.rolling = 2
    }
    #expect(report.rolling.first?.key == "rows 1–100 to rows 101–200")
    #expect(report.rolling.count == 19)
    for change: (inout MetricOptions) -> Void in [
      { $0.rolling = 2 }, { $0.trainedAt = 0 },
      {
        $0.window = .rows(5)
        $0.trainedAt = 0
      },
      {
        $0.window = .day
        $0.rolling = 1
      },
    ] {
      #expect(throws: MetricRefusal.self) { try Self.report(Self.sql, change) }
    }
  }

  @Test("the smallest drop shrinks with the root of the rows, and the rows needed show it")
  func power() throws {
    let report = try Self.report(Self.sql) {
      $0.by = ["g"]
      $0.metricOfRest = "rocAUC"
    }
    let power = PowerReport(report, power: 0.8, level: 0.95, judged: ("rocAUC", 0.05))
    let drop = try #require(power.metrics.first { $0.key == "rocAUC" }?.smallestDrop)
    #expect(drop > 0.02 && drop < 0.08)
    #expect(power.metrics.contains { $0.key == "bias" } == false)
    let needed = try #require(power.judged?.rowsNeeded)
    // By the definition: with so many rows, the smallest drop is the one asked about.
    let chance = try MetricChance(try #require(report["rocAUC"]), rows: report.rows)
    #expect(abs(chance.smallestDrop(window: needed, power: 0.8) - 0.05) < 1e-3)
    #expect(power.judged?.groups.map(\.key) == ["g0", "g1"])
    let wide = PowerReport(report, power: 0.8, level: 0.95, judged: ("rocAUC", 0.5))
    #expect(wide.judged?.groups.map(\.verdict) == ["asGood", "asGood"])
    let narrow = PowerReport(report, power: 0.8, level: 0.95, judged: ("rocAUC", 1e-4))
    for group in narrow.judged?.groups ?? [] where group.verdict == "undecided" {
      guard case .undecided(let more?) = group.judgement else { continue }
      #expect(more > 0)
    }
    #expect(narrow.judged?.rowsNeeded == nil)
  }
}
