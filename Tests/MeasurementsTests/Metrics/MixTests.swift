import ADBC
import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Metrics of a mix of groups")
struct MixTests {
  static func report(_ sql: String, _ change: (inout MetricOptions) -> Void) throws -> MetricsReport
  {
    var options = MetricOptions(task: .binary, target: "y", score: "p", by: ["g"])
    options.keepsMeasurements = true
    change(&options)
    var plan = ScanPlan()
    let ticket = plan.add(try MetricsFold(options))
    return try plan.run(try Table.stream(sql))[ticket].get()
  }

  /// Two groups of which the second is larger and worse.
  static let sql = """
    select 'g' || (i % 3 > 0)::int as g, hash(i) % 10 < 3 as y,
      (hash(i + 500) % 997) / 997.0 * if(i % 3 > 0, 1.0, 0.6)
        + if(hash(i) % 10 < 3, 0.3, 0) as p
    from range(1200) t(i)
    """

  static func shares(_ shares: [String: Double]) throws -> ProductionShares {
    try #require(ProductionShares(declared: shares))
  }

  @Test("a mix is what data of that mix show")
  func replicated() throws {
    // 400 rows of g0 and 800 of g1: two copies of g0's make the groups equal.
    let equal = "select * from (\(Self.sql)) union all select * from (\(Self.sql)) where g = 'g0'"
    let expected = try Self.report(equal) { _ in }
    let mix = try MixReport(
      try Self.report(Self.sql) { _ in }, Self.shares(["g0": 0.5, "g1": 0.5]), level: 0.95)
    for key in [
      "rocAUC", "accuracy", "precision", "recall", "specificity", "f1", "mcc", "cohenKappa",
      "macroF1",
    ] {
      let value = try #require(mix[key]?.value, "\(key)")
      #expect(abs(value - (expected[key]?.value ?? .nan)) < 1e-9, "\(key)")
      let interval = try #require(mix[key]?.interval, "\(key)")
      #expect(interval.low < value && value < interval.high)
    }
    #expect(mix["averagePrecision"]?.value == nil)
    #expect(mix.absent.isEmpty && mix.warnings.isEmpty)
  }

  @Test("the mix that the data have gives the metrics that they have, and nearly the intervals")
  func unchanged() throws {
    let report = try Self.report(Self.sql) { _ in }
    let mix = try MixReport(report, Self.shares(["g0": 1.0 / 3, "g1": 2.0 / 3]), level: 0.95)
    for key in ["rocAUC", "accuracy", "precision", "f1"] {
      #expect(abs((mix[key]?.value ?? .nan) - (report[key]?.value ?? 0)) < 1e-9, "\(key)")
      let one = try #require(mix[key]?.interval)
      let other = try #require(report[key]?.interval)
      // Between the groups nothing varies when their shares are given.
      let ratio = (one.high - one.low) / (other.high - other.low)
      #expect(ratio > 0.85 && ratio < 1.05, "\(key): \(ratio)")
    }
  }

  @Test("a regression's errors mix: means as means, the root of the squared error as its root")
  func regression() throws {
    let sql = """
      select 'g' || (i % 2) as g, 0.0 as y, (i % 2 + 1) * ((i % 10) - 4.5) as p from range(400) t(i)
      """
    let report = try Self.report(sql) {
      $0 = MetricOptions(task: .regression, target: "y", prediction: "p", by: ["g"])
    }
    let mix = try MixReport(report, Self.shares(["g0": 0.25, "g1": 0.75]), level: 0.95)
    let groups = report.groups
    func value(_ key: String, _ group: Int) throws -> Double {
      try #require(groups[group][key]?.value)
    }
    let mean = try 0.25 * value("mae", 0) + 0.75 * value("mae", 1)
    #expect(abs((mix["mae"]?.value ?? 0) - mean) < 1e-12)
    let square = try 0.25 * value("mse", 0) + 0.75 * value("mse", 1)
    #expect(abs((mix["rmse"]?.value ?? 0) - square.squareRoot()) < 1e-12)
    #expect(mix["r2"]?.value == nil)
  }

  @Test("groups that were not measured are named with their share, the others raised alike")
  func absent() throws {
    let report = try Self.report(Self.sql) { _ in }
    let mix = try MixReport(report, Self.shares(["g0": 0.3, "g1": 0.3, "new": 0.4]), level: 0.95)
    let equal = try MixReport(report, Self.shares(["g0": 0.5, "g1": 0.5]), level: 0.95)
    #expect(abs(mix.absentShare - 0.4) < 1e-12)
    #expect(mix["accuracy"] == equal["accuracy"])
    #expect(mix.warnings.first?.message.contains("40.0 % of production") == true)
    #expect(throws: Undefined.self) {
      try MixReport(report, Self.shares(["other": 1]), level: 0.95)
    }
  }

  @Test("shares counted on few rows widen the interval")
  func counted() throws {
    let report = try Self.report(Self.sql) { _ in }
    let few = try #require(ProductionShares(counts: ["g0": 10, "g1": 10]))
    let many = try #require(ProductionShares(counts: ["g0": 10_000, "g1": 10_000]))
    let (wide, narrow) = (
      try MixReport(report, few, level: 0.95)["accuracy"]?.interval,
      try MixReport(report, many, level: 0.95)["accuracy"]?.interval
    )
    let (one, other) = (try #require(wide), try #require(narrow))
    #expect(one.high - one.low > (other.high - other.low) * 1.02)
    #expect(ProductionShares(counts: [:]) == nil)
    #expect(ProductionShares(declared: ["a": 0.4]) == nil)
    #expect(ProductionShares(declared: ["a": 1.4, "b": -0.4]) == nil)
  }

  @Test("shares are counted by the values of all columns, missing ones too")
  func fold() throws {
    var plan = ScanPlan()
    let ticket = plan.add(GroupSharesFold(by: ["a", "b"]))
    let counts = try plan.run(
      try Table.stream(
        "select * from (values ('x', 1), ('x', 1), ('y', null), (null, 2)) t(a, b)"))[ticket].get()
    #expect(counts == ["x × 1": 2, "y × (missing)": 1, "(missing) × 2": 1])
  }
}
