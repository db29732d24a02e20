import ADBC
import Engines
import Foundation
import Measurements
import Statistics
import Testing

@Suite("Metrics of a table")
struct MetricsFoldTests {
  private static let engine = Result { try DuckDBEngine() }

  private func measure(
    _ sql: String, _ options: MetricOptions
  ) throws -> Result<MetricsReport, MetricRefusal> {
    var plan = ScanPlan()
    let ticket = plan.add(try MetricsFold(options))
    let source = try DataSource(argument: "duckdb:" + sql)
    return try plan.run(try Self.engine.get().scan(source))[ticket]
  }

  private static let scored = """
    select (i * 37 % 100) / 100.0::double as p, (i * 61 % 100) < (i * 37 % 100) as y,
      case when i % 3 = 0 then 'a' when i % 3 = 1 then 'b' end as segment,
      timestamp '2013-01-28' + interval (i) hour as seen
    from range(1, 1001) t(i)
    """

  private static func binary(_ change: (inout MetricOptions) -> Void = { _ in }) -> MetricOptions {
    var options = MetricOptions(task: .binary, target: "y", score: "p")
    change(&options)
    return options
  }

  @Test("labels are read from truths, numbers and texts alike")
  func labelTypes() throws {
    let expected = try measure(Self.scored, Self.binary()).get()
    for label in ["y::integer", "y::double", "y::integer * 2 - 1", "y::utinyint"] {
      let report = try measure("select p, \(label) as y from (\(Self.scored))", Self.binary()).get()
      #expect(report.metrics == expected.metrics, "\(label)")
    }
    let texts = try measure(
      "select p, if(y, 'late', 'on time') as y from (\(Self.scored))",
      Self.binary { $0.positive = "late" }
    ).get()
    #expect(texts.metrics == expected.metrics)
    #expect(expected.metrics.count == 16)
    #expect(expected.rows == 1000)
  }

  @Test("a predicted class gives the metrics of classes only")
  func classes() throws {
    let report = try measure(
      "select y, if(p >= 0.5, 1, 0) as yhat from (\(Self.scored))",
      MetricOptions(task: .binary, target: "y", prediction: "yhat")
    ).get()
    let scored = try measure(Self.scored, Self.binary()).get()
    #expect(report["f1"] == scored["f1"])
    #expect(report["rocAUC"] == nil)
  }

  @Test("windows and values divide the rows, and every row is in one group")
  func groups() throws {
    let report = try measure(
      Self.scored,
      Self.binary {
        $0.timestamp = "seen"
        $0.window = .week
        $0.by = ["segment"]
      }
    ).get()
    #expect(report.groups.reduce(0) { $0 + $1.rows } == 1000)
    #expect(
      report.groups.prefix(3).map(\.key) == [
        "2013-W05 × a", "2013-W05 × b", "2013-W05 × (missing)",
      ])
    #expect(report.groups[0].window?.start == "2013-01-28T00:00:00Z")
    #expect(report.groups.count == 18)
    let alone = try measure(
      "select * from (\(Self.scored)) where segment = 'b' and seen < '2013-02-04'", Self.binary()
    ).get()
    #expect(report.groups[1].metrics == alone.metrics)
    #expect(try measure(Self.scored, Self.binary()).get().metrics == report.metrics)
  }

  @Test("windows of rows follow the order of the data")
  func rowWindows() throws {
    let report = try measure(Self.scored, Self.binary { $0.window = .rows(400) }).get()
    #expect(report.groups.map(\.key) == ["rows 1–400", "rows 401–800", "rows 801–1200"])
    #expect(report.groups.map(\.rows) == [400, 400, 200])
  }

  @Test("the order of the rows changes nothing")
  func order() throws {
    let options = Self.binary {
      $0.by = ["segment"]
      $0.timestamp = "seen"
      $0.window = .month
    }
    let forward = try measure(Self.scored, options).get()
    let shuffled = try measure(
      "select * from (\(Self.scored)) order by hash(p + epoch(seen))", options
    )
    .get()
    #expect(forward.metrics == shuffled.metrics)
    #expect(forward.groups.map(\.key) == shuffled.groups.map(\.key))
    #expect(forward.groups.map(\.metrics) == shuffled.groups.map(\.metrics))
  }

  @Test("parts merge to the whole")
  func merge() throws {
    let options = Self.binary {
      $0.by = ["segment"]
      $0.window = .day
      $0.timestamp = "seen"
    }
    func fold(_ condition: String) throws -> MetricsFold {
      let source = try DataSource(
        argument: "duckdb:select * from (\(Self.scored)) where \(condition)")
      let stream = try Self.engine.get().scan(source)
      var fold = try MetricsFold(options)
      fold.start(stream.fields, first: nil)
      while let batch = try stream.next() { fold.update(batch, firstRow: 0) }
      return fold
    }
    var first = try fold("p > 0.7")
    first.merge(try fold("p <= 0.7"))
    let merged = try first.finish().get()
    let whole = try measure(Self.scored, options).get()
    #expect(merged.metrics == whole.metrics)
    #expect(merged.groups.map(\.key) == whole.groups.map(\.key))
    #expect(merged.groups.map(\.metrics) == whole.groups.map(\.metrics))
  }

  @Test("what is missing or no number is counted and said")
  func doubtful() throws {
    let report = try measure(
      """
      select * from (values (true, 0.9), (false, 0.2), (null, 0.4), (true, null),
        (false, 'nan'::double), (true, 'inf'::double), (false, 0.1)) t(y, p)
      """, Self.binary()
    ).get()
    #expect(
      Set(report.warnings.map(\.code)) == ["missing-label", "missing-score", "broken-score"])
    #expect(
      report.warnings.contains { $0.message == "2 of 7 rows have a score that is not a number" })
    #expect(report["accuracy"]?.value == 1)
    #expect(report["rocAUC"]?.value == 1)
  }

  @Test("a score outside 0…1 undoes the metrics of probabilities and no other")
  func outside() throws {
    let report = try measure(
      "select * from (values (true, 7.5), (false, -2), (true, 0.5)) t(y, p)", Self.binary()
    ).get()
    #expect(report["rocAUC"]?.value == 1)
    #expect(report["logLoss"]?.value == nil)
    #expect(report["logLoss"]?.note?.contains("2 scores lie outside 0…1") == true)
    #expect(report.warnings.map(\.code) == ["score-outside-0-1"])
  }

  @Test("labels of one class leave the other metrics")
  func oneClass() throws {
    let report = try measure("select 1 as y, 0.7 as p from range(20)", Self.binary()).get()
    #expect(report["rocAUC"]?.value == nil)
    #expect(report["accuracy"]?.value == 1)
    #expect(report["logLoss"]?.value != nil)
  }

  @Test("no rows give no values and no failure")
  func empty() throws {
    let report = try measure("select true as y, 0.5 as p limit 0", Self.binary()).get()
    #expect(report.rows == 0)
    #expect(report.metrics.allSatisfy { $0.estimate.value == nil && $0.estimate.note != nil })
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let sql: String
    let options: MetricOptions
    let says: String
    var testDescription: String { says }
  }

  @Test(
    "what cannot be measured is refused with the reason",
    arguments: [
      Refused(
        sql: "select i % 3 as y, 0.5 as p from range(9) t(i)", options: binary(),
        says: "has more than two values"),
      Refused(
        sql: "select 'red' as y, 0.5 as p union all select 'blue', 0.4", options: binary(),
        says: "say which one is positive with --positive"),
      Refused(
        sql: "select 'yes' as y, 0.5 as p union all select 'no', 0.4",
        options: binary { $0.positive = "ja" }, says: "the positive value ja does not occur"),
      Refused(
        sql: "select true as y, 'x' as p", options: binary(),
        says: "column p cannot be the score: expected numbers"),
      Refused(sql: "select true as z, 0.5 as p", options: binary(), says: "no column y"),
      Refused(
        sql: "select true as y, 0.5 as p, i as g from range(50) t(i)",
        options: binary {
          $0.by = ["g"]
          $0.groupLimit = 40
        }, says: "more than 40 groups"),
      Refused(
        sql: "select 1 as y, 'maybe' as c union all select 0, 'no'",
        options: MetricOptions(task: .binary, target: "y", positive: "1", prediction: "c"),
        says: "are not the labels'"),
      Refused(
        sql: "select true as y, 0.5 as p, 'monday' as seen",
        options: binary {
          $0.timestamp = "seen"
          $0.window = .day
        }, says: "column seen cannot be the timestamp: expected dates or timestamps"),
    ])
  func refused(_ example: Refused) throws {
    let result = try measure(example.sql, example.options)
    guard case .failure(let refusal) = result else {
      Issue.record("was not refused")
      return
    }
    #expect(refusal.message.contains(example.says), "\(refusal.message)")
  }

  @Test("options that contradict each other are refused before any data")
  func options() {
    #expect(throws: MetricRefusal.self) {
      try MetricsFold(MetricOptions(task: .binary, target: "y"))
    }
    #expect(throws: MetricRefusal.self) { try MetricsFold(Self.binary { $0.window = .week }) }
    #expect(throws: MetricRefusal.self) { try MetricsFold(Self.binary { $0.level = 1 }) }
  }

  @Test("a regression is measured with its quantile and interval")
  func regression() throws {
    let report = try measure(
      """
      select i as y, i + (i % 5) - 2 as yhat, i - 1 as low, i + 1 as high, i % 2 = 0 as even
      from range(1, 201) t(i)
      """,
      MetricOptions(
        task: .regression, target: "y", prediction: "yhat", quantile: 0.5, lower: "low",
        upper: "high", by: ["even"])
    ).get()
    #expect(report["mae"]?.value == 1.2)
    #expect(report["pinball"]?.value == 0.6)
    #expect(report["coverage"]?.value == 1)
    #expect(report["bias"]?.value == 0)
    #expect(report["medianAE"]?.value == 1)
    #expect(report.groups.map(\.key) == ["false", "true"])
    #expect(report.groups.map(\.rows) == [100, 100])
  }

  @Test("the document has the keys of the JSON contract")
  func json() throws {
    let report = try measure(
      Self.scored,
      Self.binary {
        $0.timestamp = "seen"
        $0.window = .month
      }
    ).get()
    let data = try JSONEncoder().encode(report)
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(document["task"] as? String == "binary")
    #expect(document["rows"] as? Int == 1000)
    let metrics = try #require(document["metrics"] as? [String: [String: Any]])
    let interval = try #require(metrics["rocAUC"]?["interval"] as? [String: Any])
    #expect(interval["level"] as? Double == 0.95)
    let groups = try #require(document["groups"] as? [[String: Any]])
    #expect(groups.first?["key"] as? String == "2013-01")
    #expect(groups.first?["start"] as? String == "2013-01-01T00:00:00Z")
  }
}
