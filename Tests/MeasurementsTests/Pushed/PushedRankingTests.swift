import ADBC
import Engines
import Foundation
import Testing

@testable import Measurements

/// One meaning, two executions: rankings from counted lists are those from rows.
@Suite("Rankings counted where the rows are")
struct PushedRankingTests {
  /// Queries of one to nineteen rows, with ties, rows that are not ranked, and all that is left
  /// out.
  private static let rows = """
    select case when i % 83 = 0 then null else i // (1 + i % 19) end as query,
      i * 7919 % 5 as grade, case when i % 7 < 5 then 0 else (i * 31 % 9) / 8 end as gain,
      case when i % 53 = 0 then null when i % 59 = 0 then 'nan'::double else i % 3 end as odd,
      case when i % 43 = 0 then null when i % 47 = 0 then '-inf'::double when i % 41 = 0 then -0.0
        when i % 37 = 0 then 0.0 else round(sin(i), 1) end as score, cast(i * 104729 % 20 as int) as place,
      0 as nothing, chr(97 + cast(i % 3 as int)) as town, i // 10 / 1.0 as real,
      case when i % 97 = 0 then null when i % 89 = 0 then 'infinity'::timestamp
        else timestamp '2024-01-01' + i * interval 61 minute end as at
    from range(1, 6001) as g(i)
    """

  private static func options(_ change: (inout MetricOptions) -> Void = { _ in }) -> MetricOptions {
    var options = MetricOptions(task: .ranking, target: "grade", score: "score")
    options.entity = "query"
    change(&options)
    return options
  }

  @Test(
    "Every figure and warning is that of the rows, to its last digit",
    arguments: [
      options(), options { $0.places = 1 }, options { $0.places = 3 },
      options { $0.places = 1_000 },
      options { ($0.score, $0.prediction) = (nil, "place") }, options { $0.target = "odd" },
      options { $0.target = "nothing" }, options { $0.score = "nothing" },
      options { $0.entity = "town" }, options { $0.by = ["town"] },
      options { ($0.window, $0.timestamp) = (.month, "at") },
      options { ($0.window, $0.timestamp, $0.by, $0.places) = (.week, "at", ["town"], 5) },
      options { ($0.by, $0.metricOfRest) = (["town"], "ndcg") }, options { $0.by = ["query"] },
    ])
  func equalsRows(options: MetricOptions) throws {
    let (rows, counts) = try PushedMetricsTests.both(Self.rows, options)
    #expect(
      (counts.map { PushedMetricsTests.difference(rows, $0, tolerance: 0) } ?? "rows were read")
        == nil)
  }

  @Test("Relevances that are no whole numbers are the rows', sums of them but for a digit")
  func fractions() throws {
    let (rows, counts) = try PushedMetricsTests.both(Self.rows, Self.options { $0.target = "gain" })
    #expect(
      (counts.map { PushedMetricsTests.difference(rows, $0, tolerance: 1e-13) } ?? "rows were read")
        == nil)
  }

  @Test("No rows are no queries")
  func empty() throws {
    let sql = "select * from (\(Self.rows)) where query = -1"
    for options in [Self.options(), Self.options { $0.by = ["town"] }] {
      let (rows, counts) = try PushedMetricsTests.both(sql, options)
      #expect(rows == counts)
    }
  }

  @Test(
    "What a database cannot tell apart as here, and a relevance below 0, is read as rows",
    arguments: [
      options { $0.entity = "real" }, options { $0.target = "score" },
      options { ($0.window) = .rows(100) },
    ])
  func readsRows(options: MetricOptions) throws {
    let engine = try PushedProfileTests.session.get()
    let session = try engine.session(.query(Self.rows))
    let counted = try MetricsFold(options).pushed(PushedCount(session: session) { _ in })
    #expect(counted == nil)
  }

  @Test(
    "A text that is no list is none",
    arguments: ["x", "1:1", "1:1*0", "-1:1*1", "1:-1*1", "1:nan*1", "1:1*9", "1:1*1*1", "1:b*1"])
  func refuses(text: String) {
    #expect(RankedQuery(counted: text, places: 3, most: 8) == nil)
  }
}
