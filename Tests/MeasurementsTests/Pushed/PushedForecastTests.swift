import ADBC
import Engines
import Foundation
import Testing

@testable import Measurements

/// One meaning, two executions: a forecast's metrics from sums are those of the rows.
@Suite("Forecasts counted where the rows are")
struct PushedForecastTests {
  /// Forty series over days, with times, targets, predictions and quantiles missing or odd.
  static func panel(_ rows: Int) -> String {
    """
    select concat('shop ''', i % 40) as shop, i % 2 as region,
      case when i % 997 = 0 then null else date '2024-01-01' + cast(i // 40 as int) end as day, i // 40 as step,
      timestamp '2024-01-01' + (i // 40) * interval 1 day as at,
      case when i % 53 = 0 then null when i % 59 = 0 then 'nan'::double when i % 61 = 0 then 0.0
        else 100 + i % 40 + 10 * sin(i // 40) + cos(i * 7.0) end as y,
      case when i % 47 = 0 then null when i % 43 = 0 then '-inf'::double
        else 100 + i % 40 + 11 * sin(i // 40) end as yhat,
      90 + i % 40 + 10 * sin(i // 40) as q10, 101 + i % 40 + 10 * sin(i // 40) as q50,
      case when i % 41 = 0 then 'nan'::double when i % 37 = 0 then 1.0 else 111 + i % 40 + 10 * sin(i // 40) end as q90
    from range(\(rows)) as g(i)
    """
  }

  static func options(_ change: (inout MetricOptions) -> Void = { _ in }) -> MetricOptions {
    var options = MetricOptions(
      task: .forecast, target: "y", prediction: "yhat",
      forecast: .init(series: ["shop"], season: 7), timestamp: "day")
    change(&options)
    return options
  }

  static func quantiles(_ options: inout MetricOptions) {
    options.forecast.quantiles = [
      .init(column: "q10", share: 0.1), .init(column: "q50", share: 0.5),
      .init(column: "q90", share: 0.9),
    ]
  }

  /// The scales as rows give them, and as they are counted.
  private static func scales(
    _ sql: String, _ options: MetricOptions
  ) throws -> (rows: SeasonalScales, counts: SeasonalScales?) {
    let engine = try PushedProfileTests.session.get()
    let fold = SeasonalScaleFold(options, isOwn: true)
    var plan = ScanPlan()
    let ticket = plan.add(fold)
    let read = try plan.run(engine.scan(.query(sql)))[ticket].get()
    let counted = try fold.pushed(PushedCount(session: engine.session(.query(sql))) { _ in })
    return (read, try counted?.get())
  }

  private static func value(_ name: String, _ document: NSDictionary?) -> Any? {
    (document?["metrics"] as? NSDictionary)?[name]
  }

  @Test(
    "Errors, scaled errors, coverage and their intervals over time are those of the rows",
    arguments: [
      options(), options(quantiles), options { ($0.lower, $0.upper) = ("q10", "q90") },
      options { $0.timestamp = "at" }, options { $0.timestamp = "step" },
      options { $0.forecast.series = ["region", "shop"] },
      options { ($0.prediction, $0.lower, $0.upper) = (nil, "q10", "q90") },
      options { $0.quantile = 0.6 },
    ])
  func sums(options: MetricOptions) throws {
    var options = options
    let sql = Self.panel(12_000)
    if options.prediction != nil { options.forecast.scales = try Self.scales(sql, options).rows }
    let (rows, counts) = try PushedMetricsTests.both(sql, options)
    let found = try #require(counts)
    // The median of errors comes from neighbours.
    let difference = PushedMetricsTests.difference(rows, found, tolerance: 1e-4)
    #expect(difference == nil)
    for name in [
      "mae", "rmse", "bias", "mape", "smape", "wape", "mase", "rmsse", "coverage", "pinball",
    ] {
      let difference = PushedMetricsTests.difference(
        Self.value(name, rows), Self.value(name, found), tolerance: 1e-9)
      #expect(difference == nil, "\(name)")
    }
  }

  @Test(
    "Windows and groups of a forecast are those of the rows",
    arguments: [
      options { $0.window = .month }, options { $0.by = ["region"] },
      options { ($0.window, $0.by) = (.month, ["region"]) },
    ])
  func sumsGroups(options: MetricOptions) throws {
    var options = options
    Self.quantiles(&options)
    let (rows, counts) = try PushedMetricsTests.both(Self.panel(24_000), options)
    let found = try #require(counts)
    #expect(PushedMetricsTests.difference(rows, found, tolerance: 1e-3) == nil)
    #expect((rows["groups"] as? NSArray)?.count ?? 0 > 1)
  }

  @Test(
    "Scales of series are those of the rows, in whatever order these come",
    arguments: [
      options(), options { $0.forecast.season = 1 }, options { $0.timestamp = "step" },
      options { $0.forecast.series = ["region", "shop"] },
    ])
  func scales(options: MetricOptions) throws {
    let sql = "select * from (\(Self.panel(6_000))) order by hash(day, shop)"
    let (rows, counts) = try Self.scales(sql, options)
    let found = try #require(counts)
    #expect(rows.all.count == 40)
    #expect(found.all.map(\.series) == rows.all.map(\.series))
    for (one, other) in zip(found.all, rows.all) {
      #expect(abs(one.scale.absolute / other.scale.absolute - 1) < 1e-13)
      #expect(abs(one.scale.square / other.scale.square - 1) < 1e-13)
    }
    #expect(found.problem == rows.problem)
  }

  @Test("Two rows of one time are told there as here")
  func tellsTwice() throws {
    let (rows, counts) = try Self.scales(
      Self.panel(2_000), Self.options { $0.forecast.series = ["region"] })
    #expect(rows.problem?.contains("two rows have one time") == true)
    #expect(counts?.problem?.contains("two rows have one time") == true)
    #expect(counts?.all.isEmpty == true)
  }

  @Test(
    "What nearly every row would be a sum of, and what has no time, is read",
    arguments: [
      options { $0.by = ["shop"] },
      options {
        $0.timestamp = nil; $0.forecast.series = []
      },
    ])
  func reads(options: MetricOptions) throws {
    #expect(try PushedMetricsTests.both(Self.panel(4_000), options).counts == nil)
  }

  @Test("More times than are asked one by one have errors of the rows, and blocks of about theirs")
  func manyTimes() throws {
    let sql = """
      select timestamp '2024-01-01' + (i // 20) * interval 1 second as day, 'a' as shop,
        100 + 10 * sin(i) as y, 101 + 10 * sin(i) + cos(i * 3) as yhat from range(400000) as g(i)
      """
    let (rows, counts) = try PushedMetricsTests.both(sql, Self.options())
    let found = try #require(counts)
    for name in ["mae", "rmse", "bias", "mape"] {
      let difference = PushedMetricsTests.difference(
        Self.value(name, rows), Self.value(name, found), tolerance: 1e-9)
      #expect(difference == nil, "\(name)")
    }
  }
}
