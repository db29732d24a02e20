import Foundation
import Measurements
import Statistics
import Testing

@Suite("Forecast metrics of a table")
struct ForecastFoldTests {
  private static func options(
    _ change: (inout MetricOptions) -> Void = { _ in }
  ) -> MetricOptions {
    var options = MetricOptions(
      task: .forecast, target: "y", prediction: "yhat",
      forecast: .init(
        series: ["shop"], season: 7,
        quantiles: [
          .init(column: "p10", share: 0.1), .init(column: "p50", share: 0.5),
          .init(column: "p90", share: 0.9),
        ]), timestamp: "day")
    change(&options)
    return options
  }

  private func measure(
    _ sql: String, _ options: MetricOptions, train: String? = nil
  ) throws -> MetricsReport {
    var options = options
    options.forecast.scales = try TaskSample.scales(
      train ?? sql, options, isOwn: train == nil)
    return try TaskSample.measure(sql, options).get()
  }

  @Test("a forecast has the values of a regression, and wider intervals where errors last")
  func values() throws {
    let report = try measure(TaskSample.series, Self.options())
    let regression = try TaskSample.measure(
      TaskSample.series, MetricOptions(task: .regression, target: "y", prediction: "yhat")
    ).get()
    for entry in regression.metrics {
      let value = try #require(report[entry.card.key]?.value, "\(entry.card.key)")
      #expect(abs(value - (entry.estimate.value ?? .nan)) < 1e-12 * max(1, abs(value)))
    }
    #expect(report.metrics.map(\.card.key) == MetricCatalogue.forecast.map { $0.card.key })
    for entry in report.metrics {
      #expect(entry.estimate.interval != nil, "\(entry.card.key): \(entry.estimate.note ?? "")")
    }
    let wide = try #require(report["bias"]?.interval)
    let narrow = try #require(regression["bias"]?.interval)
    #expect(wide.method == "timeBlocks")
    #expect(wide.high - wide.low > 1.2 * (narrow.high - narrow.low))
    #expect(report["mase"]?.note?.contains("--train") == true)
  }

  @Test("quantiles have their loss and their share below, pairs of them their coverage")
  func quantiles() throws {
    let report = try measure(TaskSample.series, Self.options())
    #expect(report.breakdowns.map(\.key) == ["quantiles", "intervals"])
    let losses = report.breakdowns[0].parts.compactMap { $0.metrics[0].estimate.value }
    #expect(abs(losses.reduce(0, +) / 3 - (report["pinball"]?.value ?? 0)) < 1e-12)
    let band = report.breakdowns[1].parts[0]
    #expect(
      band.labels == [.text("lower", "p10"), .text("upper", "p90"), .number("level", 0.8)])
    #expect(band.metrics[0].estimate == report["coverage"])
    // p10 lies below every target, p50 and p90 above.
    #expect(report["coverage"]?.value == 1)
    #expect(try #require(report["coverage"]?.interval).low < 1)
    #expect(report.breakdowns[0].parts.map { $0.metrics[1].estimate.value } == [0, 1, 1])
  }

  @Test("the scale does not depend on the order of the rows, nor does anything else")
  func order() throws {
    let options = Self.options {
      $0.by = ["shop"]
      $0.window = .month
    }
    let shuffled = "select * from (\(TaskSample.series)) order by hash(shop * 1000 + y)"
    let whole = try measure(TaskSample.series, options)
    let other = try measure(shuffled, options)
    var merged = try TaskSample.fold("select * from (\(TaskSample.series)) where y > 25", options)
    merged.merge(try TaskSample.fold("select * from (\(TaskSample.series)) where y <= 25", options))
    #expect(other.groups.map(\.key) == whole.groups.map(\.key))
    let parts = try merged.finish().get()
    let ungrouped = try measure(TaskSample.series, Self.options())
    for (key, estimate) in whole.metrics.map({ ($0.card.key, $0.estimate) }) {
      #expect(try near(other[key], estimate), "\(key)")
      #expect(try near(ungrouped[key], estimate), "\(key)")
      if !["mase", "rmsse"].contains(key) { #expect(try near(parts[key], estimate), "\(key)") }
    }
    for (one, other) in zip(whole.groups, other.groups) {
      for entry in one.metrics { #expect(try near(other[entry.card.key], entry.estimate)) }
    }
  }

  /// Sums in another order differ in the last digits.
  private func near(_ one: Estimate?, _ other: Estimate) throws -> Bool {
    let one = try #require(one)
    let pairs = [
      (one.value, other.value), (one.interval?.low, other.interval?.low),
      (one.interval?.high, other.interval?.high),
    ]
    return pairs.allSatisfy { a, b in
      guard let a, let b else { return (a == nil) == (b == nil) }
      return (a - b).magnitude <= 1e-9 * max(1, b.magnitude)
    }
  }

  @Test("training data scale the errors, and a series that they lack is left out and said")
  func train() throws {
    let train = "select * from (\(TaskSample.series)) where shop <> 3"
    let report = try measure(TaskSample.series, Self.options(), train: train)
    #expect(report["mase"]?.note == "60 of 240 rows are of series without a scale and left out")
    let short = "select * from (\(TaskSample.series)) where day < '2024-01-05'"
    let none = try measure(TaskSample.series, Self.options(), train: short)
    #expect(none["mase"]?.value == nil)
    #expect(none["mase"]?.note?.hasPrefix("no series has a scale") == true)
    let twice = "select * from (\(TaskSample.series)), range(2)"
    let doubled = try measure(TaskSample.series, Self.options(), train: twice)
    #expect(doubled["mase"]?.note?.contains("two rows have one time") == true)
  }

  @Test("steps may be counted in whole numbers, and without a timestamp rows are steps")
  func steps() throws {
    let one = "select * from (\(TaskSample.series)) where shop = 1 order by day"
    let options = Self.options { $0.forecast.series = [] }
    let dated = try measure(one, options)
    let counted = try measure(
      "select *, datediff('day', date '2024-01-01', day) as step from (\(one))",
      Self.options {
        $0.forecast.series = []
        $0.timestamp = "step"
      })
    let ordered = try measure(
      one,
      Self.options {
        $0.forecast.series = []
        $0.timestamp = nil
      })
    for report in [counted, ordered] {
      #expect(report["mase"]?.value == dated["mase"]?.value)
      #expect(try near(report["mae"], try #require(dated["mae"])))
    }
  }

  @Test("many times are put together: memory stays bounded and the value the same")
  func manyTimes() throws {
    let sql = """
      select timestamp '2024-01-01' + interval (i) minute as at, (i * 37 % 101) / 10.0 as y,
        (i * 61 % 89) / 10.0 as yhat from range(20000) t(i)
      """
    let options = MetricOptions(
      task: .forecast, target: "y", prediction: "yhat", timestamp: "at")
    let report = try TaskSample.measure(sql, options).get()
    let shuffled = try TaskSample.measure("\(sql) order by hash(i)", options).get()
    #expect(report["mae"]?.interval?.method == "timeBlocks")
    #expect(try near(shuffled["mae"], try #require(report["mae"])))
    #expect(report["mase"] == nil)
  }

  @Test("few times give values without intervals, no rows give neither")
  func few() throws {
    let sql = "select * from (\(TaskSample.series)) where day < '2024-01-08'"
    let report = try measure(sql, Self.options { $0.forecast.season = 2 })
    for entry in report.metrics {
      #expect(entry.estimate.value != nil, "\(entry.card.key)")
      #expect(entry.estimate.interval == nil && entry.estimate.note != nil, "\(entry.card.key)")
    }
    let none = try measure("select * from (\(TaskSample.series)) limit 0", Self.options())
    #expect(none.metrics.allSatisfy { $0.estimate.value == nil && $0.estimate.note != nil })
  }

  @Test("what is missing or odd is counted and said")
  func doubtful() throws {
    let report = try measure(
      """
      select 1 as shop, date '2024-01-01' + i::integer as day, if(i = 3, null, i) as y,
        if(i = 4, null, if(i = 5, 'inf'::double, i + 1)) as yhat, i - 1 as p10,
        if(i = 6, i - 2, i) as p50, i + 1 as p90
      from range(12) t(i) union all select 1, null, 4, 5, 3, 4, 5
      """, Self.options { $0.forecast.season = 1 })
    #expect(
      Set(report.warnings.map(\.code)) == [
        "missing-target", "missing-prediction", "broken-value", "missing-time",
        "crossing-quantiles",
      ])
    #expect(report["mae"]?.value == 1)
    #expect(report["mape"]?.note?.contains("0") == true)
  }

  @Test("a perfect forecast has no spread to tell of")
  func perfect() throws {
    let report = try measure(
      "select *, y as exact from (\(TaskSample.series))", Self.options { $0.prediction = "exact" })
    #expect(report["mase"]?.value == 0)
    #expect(report["mae"]?.interval == nil)
    #expect(report["r2"]?.value == 1)
  }

  @Test("options that contradict each other are refused before any data")
  func contradictions() {
    let wrong: [(inout MetricOptions) -> Void] = [
      {
        $0.prediction = nil
        $0.forecast.quantiles = []
      },
      { $0.forecast.quantiles[0].share = 1.2 }, { $0.forecast.quantiles[0].share = 0.5 },
      { $0.forecast.quantiles[0].column = "p50" }, { $0.forecast.season = 0 },
      { $0.timestamp = nil },
    ]
    for change in wrong {
      #expect(throws: MetricRefusal.self) { try MetricsFold(Self.options(change)) }
    }
  }
}
