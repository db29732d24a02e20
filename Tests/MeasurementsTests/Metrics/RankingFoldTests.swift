import Foundation
import Measurements
import Statistics
import Testing

@Suite("Ranking metrics of a table")
struct RankingFoldTests {
  private static func options(
    _ change: (inout MetricOptions) -> Void = { _ in }
  ) -> MetricOptions {
    var options = MetricOptions(task: .ranking, target: "rel", score: "s", places: 3, entity: "q")
    change(&options)
    return options
  }

  @Test("queries are found wherever their rows are, and the order of the rows changes nothing")
  func order() throws {
    let options = Self.options {
      $0.by = ["kind"]
      $0.window = .month
      $0.timestamp = "shown"
    }
    let whole = try TaskSample.measure(TaskSample.queries, options).get()
    #expect(
      whole.groups.map(\.key) == [
        "2024-01 × new", "2024-01 × old", "2024-02 × new", "2024-02 × old",
      ])
    #expect(whole.groups.reduce(0) { $0 + $1.rows } == whole.rows)
    #expect(
      try TaskSample.measure(TaskSample.queries, Self.options()).get().metrics == whole.metrics)
    let shuffled = try TaskSample.measure(
      "select * from (\(TaskSample.queries)) order by hash(q * 100 + s)", options
    ).get()
    var merged = try TaskSample.fold("select * from (\(TaskSample.queries)) where s < 2", options)
    merged.merge(try TaskSample.fold("select * from (\(TaskSample.queries)) where s >= 2", options))
    for other in [shuffled, try merged.finish().get()] {
      #expect(other.metrics == whole.metrics)
      #expect(other.counts.map(\.count) == whole.counts.map(\.count))
      #expect(other.groups.map(\.metrics) == whole.groups.map(\.metrics))
    }
  }

  @Test("a rank orders as a score does, the other way round")
  func ranks() throws {
    let scored = try TaskSample.measure(TaskSample.queries, Self.options()).get()
    let ranked = try TaskSample.measure(
      "select q, rel, 10 - s as place from (\(TaskSample.queries))",
      Self.options {
        $0.score = nil
        $0.prediction = "place"
      }
    ).get()
    #expect(ranked.metrics == scored.metrics)
  }

  @Test("every metric has an interval around it, and stays in its range")
  func intervals() throws {
    for places in [1, 2, 5, 20] {
      let report = try TaskSample.measure(
        TaskSample.queries, Self.options { $0.places = places }
      ).get()
      for entry in report.metrics {
        let value = try #require(entry.estimate.value)
        let interval = try #require(entry.estimate.interval, "\(entry.card.key)")
        #expect((0...1).contains(value))
        #expect(interval.low <= value && value <= interval.high, "\(entry.card.key)")
      }
    }
  }

  @Test("queries without a relevant row are left out, counted and said")
  func withoutRelevant() throws {
    let report = try TaskSample.measure(
      "select * from (values (1, 1, 5), (1, 0, 3), (2, 0, 1), (2, 0, 2)) t(q, rel, s)",
      Self.options()
    ).get()
    #expect(report["mrr"]?.value == 1)
    #expect(report.counts.map(\.count) == [1, 1])
    #expect(
      report.warnings.map(\.message) == ["1 of 2 queries have no relevant row and are in no metric"]
    )
    let none = try TaskSample.measure("select 1 as q, 0 as rel, 2 as s", Self.options()).get()
    #expect(none["ndcg"]?.note == "none of 1 queries has a relevant row")
  }

  @Test("a row that is not ranked lies below all others, and a relevant one counts as missed")
  func unranked() throws {
    let report = try TaskSample.measure(
      "select * from (values (1, 1, 5), (1, 1, null), (1, 0, 'nan'::double)) t(q, rel, s)",
      Self.options()
    ).get()
    #expect(report["recallAtK"]?.value == 0.5)
    #expect(Set(report.warnings.map(\.code)) == ["missing-score", "broken-score"])
  }

  @Test("a query with rows in several groups is measured in each, and said")
  func divided() throws {
    let report = try TaskSample.measure(
      """
      select * from (values (1, 1, 1, 'x'), (1, 0, 2, 'y'), (1, 1, 3, 'y'), (null, 1, 3, 'y'))
        t(q, rel, s, kind)
      """, Self.options { $0.by = ["kind"] }
    ).get()
    #expect(report.groups.map { $0["mrr"]?.value } == [1, 1])
    #expect(report["recallAtK"]?.value == 1)
    #expect(Set(report.warnings.map(\.code)) == ["divided-query", "missing-entity"])
  }

  @Test("what cannot be ranked is refused with the reason")
  func refused() throws {
    guard
      case .failure(let refusal) = try TaskSample.measure(
        "select 1 as q, -1 as rel, 2 as s", Self.options())
    else {
      Issue.record("was not refused")
      return
    }
    #expect(
      refusal.message
        == "column rel cannot be the relevance: it holds -1.0, and relevance is 0 or more")
    #expect(throws: MetricRefusal.self) { try MetricsFold(Self.options { $0.entity = nil }) }
    #expect(throws: MetricRefusal.self) { try MetricsFold(Self.options { $0.prediction = "r" }) }
    #expect(throws: MetricRefusal.self) { try MetricsFold(Self.options { $0.score = nil }) }
    #expect(throws: MetricRefusal.self) { try MetricsFold(Self.options { $0.places = 0 }) }
  }

  @Test("few held rows are enough for queries in one piece, and a torn one is refused")
  func held() throws {
    let whole = try TaskSample.measure(TaskSample.queries, Self.options()).get()
    let sorted = "select * from (\(TaskSample.queries)) order by q"
    let few = try TaskSample.measure(sorted, Self.options { $0.heldRowLimit = 20 }).get()
    #expect(few.metrics == whole.metrics)
    // Rows come in batches of some thousand: the query returns in a later one.
    let torn = """
      select 1 as q, 1 as rel, 2 as s union all
      select i as q, 1 as rel, 2 as s from range(2, 20000) t(i) union all
      select 1 as q, 1 as rel, 2 as s
      """
    guard
      case .failure(let refusal) = try TaskSample.measure(
        torn, Self.options { $0.heldRowLimit = 100 })
    else {
      Issue.record("was not refused")
      return
    }
    #expect(
      refusal.message.hasPrefix("rows of one q lie more than 100 rows apart: sort the data by q"))
  }

  @Test("figures do not change under an increasing transform of the scores", arguments: 1...4)
  func rankInvariant(places: Int) throws {
    let plain = try TaskSample.measure(
      TaskSample.queries, Self.options { $0.places = places }
    ).get()
    let transformed = try TaskSample.measure(
      "select q, rel, exp(s) - 7 as s from (\(TaskSample.queries))",
      Self.options { $0.places = places }
    ).get()
    #expect(plain.metrics == transformed.metrics)
  }
}
