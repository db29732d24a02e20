import Measurements
import Statistics
import Testing

@Suite("A group beside the rest of the rows")
struct RestOfGroupsTests {
  struct Measured: Sendable, CustomTestStringConvertible {
    let options: MetricOptions
    let rows: String
    let key: String

    var testDescription: String { "\(options.task.rawValue) \(key)" }
  }

  static let measured = [
    Measured(
      options: MetricOptions(
        task: .multiclass, target: "y",
        multiclass: .init(probabilities: ["a", "b", "c"], classes: ["a", "b", "c"]),
        by: ["region"]), rows: TaskSample.classes, key: "rocAUC"),
    Measured(
      options: MetricOptions(
        task: .multiclass, target: "y",
        multiclass: .init(probabilities: ["a", "b", "c"], classes: ["a", "b", "c"]),
        by: ["region"]), rows: TaskSample.classes, key: "accuracy"),
    Measured(
      options: MetricOptions(
        task: .forecast, target: "y", prediction: "yhat", forecast: .init(series: ["shop"]),
        timestamp: "day", by: ["shop"]), rows: TaskSample.series, key: "mae"),
    Measured(
      options: MetricOptions(
        task: .ranking, target: "rel", score: "s", places: 3, entity: "q", by: ["kind"]),
      rows: TaskSample.queries, key: "ndcg"),
  ]

  @Test("The rest is what the other groups are by themselves", arguments: measured)
  func alone(_ measured: Measured) throws {
    var options = measured.options
    options.metricOfRest = measured.key
    let report = try TaskSample.measure(measured.rows, options).get()
    #expect(report.groups.count > 1)
    let column = options.by[0]
    options.by = []
    options.metricOfRest = nil
    for group in report.groups {
      let value = group.values[0].value
      let others =
        value.map { "\(column)::varchar is distinct from '\($0)'" } ?? "\(column) is not null"
      let alone = try TaskSample.measure(
        "select * from (\(measured.rows)) where \(others)", options
      ).get()
      #expect(group.rest?.estimate.value == alone[measured.key]?.value, "\(group.key)")
      let low = try #require(group.rest?.estimate.interval?.low)
      let expected = try #require(alone[measured.key]?.interval?.low)
      // A group keeps fewer whole rows than the table of all, and they tell how classes vary
      // together.
      #expect((low - expected).magnitude < 2e-3 * expected.magnitude, "\(low) \(expected)")
      #expect(group.rest?.rows == alone.entry(measured.key)?.rows)
    }
  }

  @Test("What no skill reaches is told of classes")
  func withoutSkill() throws {
    let report = try TaskSample.measure(TaskSample.classes, Self.measured[0].options).get()
    #expect(report.entry("rocAUC")?.withoutSkill == 0.5)
    #expect(report.entry("cohenKappa")?.withoutSkill == 0)
    #expect(report.entry("mcc")?.withoutSkill == 0)
    #expect(report.entry("balancedAccuracy")?.withoutSkill == 1.0 / 3)
    guard case .multiclass(let counts) = report.measurement else {
      Issue.record("no counts of classes")
      return
    }
    let most = Double(counts.confusion.truths.max() ?? 0) / Double(counts.confusion.rows)
    #expect(report.entry("accuracy")?.withoutSkill == most && most > 1.0 / 3)
  }

  @Test("A row without a target is unlabelled, of numbers as of classes")
  func unlabelled() throws {
    let rows = """
      select i, case when i % 3 = 0 then null else i::double end as y, i + 1.0 as yhat,
        date '2024-01-01' + i::integer as day
      from range(60) t(i)
      """
    for task in [MetricOptions.Task.regression, .forecast] {
      let report = try TaskSample.measure(
        rows,
        MetricOptions(task: task, target: "y", prediction: "yhat", timestamp: "day")
      ).get()
      #expect(report.unlabelled == 20)
    }
  }
}
