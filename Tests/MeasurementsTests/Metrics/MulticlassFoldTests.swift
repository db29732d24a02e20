import Foundation
import Measurements
import Statistics
import Testing

@Suite("Multiclass metrics of a table")
struct MulticlassFoldTests {
  private static func options(
    _ change: (inout MetricOptions) -> Void = { _ in }
  ) -> MetricOptions {
    var options = MetricOptions(
      task: .multiclass, target: "y",
      multiclass: .init(probabilities: ["a", "b", "c"], classes: ["a", "b", "c"]))
    change(&options)
    return options
  }

  @Test("probabilities give every metric with an interval, and every class against the rest")
  func everything() throws {
    let report = try TaskSample.measure(TaskSample.classes, Self.options()).get()
    #expect(report.metrics.map(\.card.key) == MetricCatalogue.multiclass.map { $0.card.key })
    for entry in report.metrics {
      #expect(entry.estimate.value != nil, "\(entry.card.key)")
      #expect(entry.estimate.interval != nil, "\(entry.card.key)")
    }
    let classes = try #require(report.breakdowns.first)
    #expect(classes.key == "classes")
    #expect(classes.parts.map(\.labels) == ["a", "b", "c"].map { [.text("class", $0)] })
    #expect(classes.parts.reduce(0) { $0 + $1.rows } == 900)
    #expect(
      classes.parts[0].metrics.map(\.card.key)
        == ["precision", "recall", "specificity", "f1", "rocAUC", "averagePrecision"])
    let areas = classes.parts.compactMap { $0.metrics[4].estimate.value }
    #expect(abs(areas.reduce(0, +) / 3 - (report["rocAUC"]?.value ?? 0)) < 1e-12)
    #expect(report.warnings.isEmpty)
  }

  @Test("a predicted class gives the metrics of classes only, whatever the columns' types")
  func predictedClass() throws {
    let options = MetricOptions(task: .multiclass, target: "y", prediction: "called")
    let expected = try TaskSample.measure(
      "select i % 3 as y, (i * 7 % 5) % 3 as called from range(60) t(i)", options
    ).get()
    #expect(expected["rocAUC"] == nil)
    for called in ["((i * 7 % 5) % 3)::double", "((i * 7 % 5) % 3)::varchar"] {
      let report = try TaskSample.measure(
        "select i % 3 as y, \(called) as called from range(60) t(i)", options
      ).get()
      #expect(report.metrics == expected.metrics, "\(called)")
    }
  }

  @Test("two classes give what a binary task gives")
  func twoClasses() throws {
    let sql = """
      select y, p, 1 - p as q from (
        select if((i * 61 % 100) < (i * 37 % 100), 'late', 'on time') as y,
          (i * 37 % 100) / 100.0::double as p
        from range(1, 1001) t(i) where (i * 37 % 100) <> 50)
      """
    let many = try TaskSample.measure(
      sql,
      MetricOptions(
        task: .multiclass, target: "y",
        multiclass: .init(probabilities: ["p", "q"], classes: ["late", "on time"]), places: 1)
    ).get()
    let two = try TaskSample.measure(
      sql, MetricOptions(task: .binary, target: "y", positive: "late", score: "p")
    ).get()
    for key in [
      "accuracy", "balancedAccuracy", "mcc", "cohenKappa", "macroF1", "weightedF1", "brier",
      "logLoss", "rocAUC",
    ] {
      let (one, other) = (many[key], two[key])
      let pairs = [
        (one?.value, other?.value), (one?.interval?.low, other?.interval?.low),
        (one?.interval?.high, other?.interval?.high),
      ]
      // A binary task's area has the wider interval of Student's t; the mean of areas has the
      // normal one.
      let tolerance = key == "rocAUC" ? 1e-4 : 1e-6
      for (a, b) in pairs {
        let (a, b) = (try #require(a, "\(key)"), try #require(b, "\(key)"))
        // The binary slopes are differences of a step of 1e-5.
        #expect((a - b).magnitude < tolerance, "\(key): \(a) against \(b)")
      }
    }
  }

  @Test("windows and values divide the rows; the order of the rows and parts change nothing")
  func groups() throws {
    let options = Self.options {
      $0.by = ["region"]
      $0.window = .week
      $0.timestamp = "seen"
    }
    let whole = try TaskSample.measure(TaskSample.classes, options).get()
    #expect(whole.groups.reduce(0) { $0 + $1.rows } == 900)
    #expect(whole.groups.contains { $0.key.hasSuffix("(missing)") })
    #expect(
      try TaskSample.measure(TaskSample.classes, Self.options()).get().metrics == whole.metrics)
    let shuffled = try TaskSample.measure(
      "select * from (\(TaskSample.classes)) order by hash(i)", options
    ).get()
    var merged = try TaskSample.fold("select * from (\(TaskSample.classes)) where a > 0.4", options)
    merged.merge(
      try TaskSample.fold("select * from (\(TaskSample.classes)) where a <= 0.4", options))
    for other in [shuffled, try merged.finish().get()] {
      #expect(other.metrics == whole.metrics)
      #expect(other.groups.map(\.key) == whole.groups.map(\.key))
      #expect(other.groups.map(\.metrics) == whole.groups.map(\.metrics))
    }
  }

  @Test("more rows than the sample keeps change the area's interval by a few per cent only")
  func sampledInterval() throws {
    // Forty times the same rows, each a little different, so that none are equal.
    let sql = """
      select y, a + e as a, b, c - e as c from (
        select *, (i * 40 + k) * 1e-9 as e from (\(TaskSample.classes)), range(40) r(k))
      """
    let many = try TaskSample.measure(sql, Self.options()).get()
    let few = try TaskSample.measure(TaskSample.classes, Self.options()).get()
    for key in ["rocAUC", "weightedRocAUC", "averagePrecision"] {
      let wide = try #require(few[key]?.interval)
      let narrow = try #require(many[key]?.interval)
      let ratio = (wide.high - wide.low) / (narrow.high - narrow.low)
      #expect((ratio / 40.0.squareRoot() - 1).magnitude < 0.1, "\(key): \(ratio)")
    }
  }

  @Test("what is missing, odd or undeclared is counted and said")
  func doubtful() throws {
    let report = try TaskSample.measure(
      """
      select * from (values ('a', 0.6, 0.3, 0.1), ('b', 0.2, 0.5, 0.3), ('c', 0.1, 0.2, 0.7),
        (null, 0.1, 0.2, 0.7), ('a', null, 0.5, 0.5), ('b', 'nan'::double, 0.5, 0.5),
        ('b', 0.4, 0.4, 0.4), ('b', 1.4, -0.2, -0.2), ('z', 0.2, 0.2, 0.6)) t(y, a, b, c)
      """, Self.options()
    ).get()
    #expect(
      Set(report.warnings.map(\.code)) == [
        "missing-label", "missing-score", "broken-score", "probabilities-off-sum",
        "score-outside-0-1", "class-not-declared",
      ])
    #expect(report["logLoss"]?.value == nil)
    #expect(report["logLoss"]?.note?.contains("1 rows have a probability outside 0…1") == true)
    #expect(report["rocAUC"]?.value != nil)
    #expect(report["accuracy"]?.value == 3.0 / 6)
  }

  @Test("a class that was not declared has the probability 0")
  func undeclared() throws {
    let report = try TaskSample.measure(
      "select * from (values ('a', 1.0, 0.0, 0.0), ('z', 0.2, 0.2, 0.6)) t(y, a, b, c)",
      Self.options()
    ).get()
    #expect(report["topKAccuracy"]?.value == 0.5)
    #expect(abs((report["logLoss"]?.value ?? 0) - 36.04365338911715 / 2) < 1e-9)
    #expect(report["rocAUC"]?.note?.contains("no row is of class b") == true)
  }

  @Test("no rows give no values and no failure")
  func empty() throws {
    let report = try TaskSample.measure(
      "select * from (\(TaskSample.classes)) limit 0", Self.options()
    ).get()
    #expect(report.metrics.allSatisfy { $0.estimate.value == nil && $0.estimate.note != nil })
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let sql: String
    var options = MulticlassFoldTests.options()
    let says: String
    var testDescription: String { says }
  }

  @Test(
    "what cannot be measured is refused with the reason",
    arguments: [
      Refused(
        sql: "select i as y, 0.2 as a, 0.3 as b, 0.5 as c from range(2000) t(i)",
        says: "brings the classes to more than 1000"),
      Refused(
        sql: "select 'x' as y, 0.2 as a, 0.3 as b, 0.5 as c",
        says: "the predicted classes (a, b, c) are not the labels' (x)"),
      Refused(
        sql: "select 'a' as y, 0.2 as a, 0.3 as b", says: "no column c for the probabilities"),
      Refused(
        sql: "select 'a' as y, 0.2 as a, 0.3 as b, 'x' as c",
        says: "column c cannot be the probabilities: expected numbers"),
    ])
  func refused(_ example: Refused) throws {
    guard case .failure(let refusal) = try TaskSample.measure(example.sql, example.options) else {
      Issue.record("was not refused")
      return
    }
    #expect(refusal.message.contains(example.says), "\(refusal.message)")
  }

  @Test("options that contradict each other are refused before any data")
  func contradictions() {
    let wrong: [(inout MetricOptions) -> Void] = [
      { $0.multiclass.classes = [] }, { $0.multiclass.classes = ["a", "b"] },
      { $0.multiclass.classes = ["a", "b", "b"] },
      { $0.multiclass.probabilities = ["a", "a", "c"] },
      { $0.multiclass = .init() }, { $0.places = 0 },
    ]
    for change in wrong {
      #expect(throws: MetricRefusal.self) { try MetricsFold(Self.options(change)) }
    }
  }

  @Test("the document lists the classes beside the metrics")
  func json() throws {
    let report = try TaskSample.measure(
      TaskSample.classes, Self.options { $0.by = ["region"] }
    ).get()
    let document = try #require(
      try JSONSerialization.jsonObject(with: try JSONEncoder().encode(report)) as? [String: Any])
    #expect(document["task"] as? String == "multiclass")
    #expect((document["parameters"] as? [String: Any])?["k"] as? Double == 2)
    let classes = try #require(document["classes"] as? [[String: Any]])
    #expect(classes.map { $0["class"] as? String } == ["a", "b", "c"])
    let recall = (classes[0]["metrics"] as? [String: [String: Any]])?["recall"]
    #expect(recall?["value"] is Double)
    let groups = try #require(document["groups"] as? [[String: Any]])
    #expect((groups[0]["classes"] as? [Any])?.count == 3)
  }
}
