import ADBC
import Engines
import Foundation
import Testing

@testable import Measurements

/// One meaning, two executions: estimates from counts are the estimates from rows.
@Suite("Scores for estimates counted where the rows are")
struct PushedEstimateTests {
  /// What rows give and what counts give of one set; nil where rows have to be read.
  private static func both(
    _ sql: String, _ options: EstimationOptions, hasLabels: Bool = true, first: Int = 64,
    most: Int = 1 << 20
  ) throws -> (rows: ScoreWindows, counts: ScoreWindows?) {
    let engine = try PushedProfileTests.session.get()
    let fold = try ScoreFold(options, hasLabels: hasLabels, keepsLabels: true)
    var plan = ScanPlan()
    let ticket = plan.add(fold)
    let read = try plan.run(engine.scan(.query(sql)))[ticket].get()
    let counted = try fold.pushed(
      PushedCount(session: engine.session(.query(sql))) { _ in }, first: first, most: most)
    return (read, try counted?.get())
  }

  private static func options(
    _ change: (inout EstimationOptions) -> Void = { _ in }
  ) -> EstimationOptions {
    var options = EstimationOptions(target: "gappy", score: "p")
    change(&options)
    return options
  }

  /// What is compared of a window: its counts and its scores.
  private static func counts(_ window: ScoreWindow) -> [Int] {
    [
      window.rows, window.scoredRows, window.labelledRows, window.missingScores,
      window.brokenScores, window.missingPredictions, window.cells.truePositives,
      window.cells.falsePositives, window.cells.falseNegatives, window.cells.trueNegatives,
    ]
  }

  private static func scores(_ counts: SortedCounts?) -> [[Double]] {
    guard let counts else { return [] }
    return counts.values.indices.map {
      [counts.values[$0], Double(counts.first[$0]), Double(counts.second[$0])]
    }
  }

  private static func expectEqual(_ found: ScoreWindows, _ expected: ScoreWindows) {
    #expect(found.rows == expected.rows)
    #expect(found.undated == expected.undated)
    #expect(found.positions == expected.positions)
    #expect(scores(found.labels) == scores(expected.labels))
    for (window, twin) in zip(found.windows, expected.windows) {
      #expect(counts(window) == counts(twin))
      #expect(scores(window.calls) == scores(twin.calls))
      #expect(scores(window.labelledScores) == scores(twin.labelledScores))
      #expect(scores(window.labelledCalls) == scores(twin.labelledCalls))
    }
  }

  @Test(
    "Where few rows differ every count is that of the rows",
    arguments: [
      options(), options { ($0.window, $0.timestamp) = (.week, "at") },
      options { ($0.window, $0.timestamp) = (.month, "day") },
      options { ($0.prediction, $0.positive) = ("flag", "true") },
      options { ($0.target, $0.positive, $0.threshold) = ("word", "late", 0.37) },
    ])
  func countsEqualRows(options: EstimationOptions) throws {
    let sql = PushedMetricsTests.scored(3_000, score: PushedMetricsTests.rounded)
    let (rows, counts) = try Self.both(sql, options, first: 1 << 15)
    Self.expectEqual(try #require(counts), rows)
  }

  @Test("A set without labels is counted alike")
  func countsWithoutLabels() throws {
    let sql = """
      select p, "at" from (\(PushedMetricsTests.scored(3_000, score: PushedMetricsTests.rounded)))
      """
    let (rows, counts) = try Self.both(
      sql, Self.options { ($0.window, $0.timestamp) = (.month, "at") }, hasLabels: false,
      first: 1 << 15)
    Self.expectEqual(try #require(counts), rows)
  }

  @Test("So many scores that a table of all puts neighbours together are put together there alike")
  func putsTogether() throws {
    let sql = PushedMetricsTests.scored(250_000, score: PushedMetricsTests.continuous)
    let (rows, counts) = try Self.both(sql, Self.options())
    Self.expectEqual(try #require(counts), rows)
  }

  @Test("Windows with many different scores have the counts of their rows")
  func putsWindowsTogether() throws {
    let sql = PushedMetricsTests.scored(40_000, score: PushedMetricsTests.continuous)
    let (rows, counts) = try Self.both(
      sql, Self.options { ($0.window, $0.timestamp) = (.year, "at") })
    let found = try #require(counts)
    #expect(found.positions == rows.positions)
    #expect(found.undated == rows.undated)
    for (window, twin) in zip(found.windows, rows.windows) {
      #expect(Self.counts(window) == Self.counts(twin))
    }
    let totals = [found, rows].map { set in
      Self.scores(set.labels).reduce(into: [0, 0]) {
        $0[0] += $1[1]; $0[1] += $1[2]
      }
    }
    #expect(totals[0] == totals[1])
  }

  @Test("Windows of a number of rows are read")
  func readsWindowsOfRows() throws {
    let sql = PushedMetricsTests.scored(900, score: PushedMetricsTests.rounded)
    #expect(try Self.both(sql, Self.options { $0.window = .rows(100) }).counts == nil)
  }

  @Test("The rows of each window are counted there")
  func countsWindows() throws {
    let engine = try PushedProfileTests.session.get()
    let sql = PushedMetricsTests.scored(3_000, score: PushedMetricsTests.rounded)
    let fold = try WindowRowsFold(Self.options { ($0.window, $0.timestamp) = (.week, "at") })
    var plan = ScanPlan()
    let ticket = plan.add(fold)
    let expected = try plan.run(engine.scan(.query(sql)))[ticket].get()
    let found = try fold.pushed(PushedCount(session: engine.session(.query(sql))) { _ in })
    #expect(try found?.get() == expected)
  }
}
