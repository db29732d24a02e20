import ADBC
import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Metrics of groups of people")
struct GroupMetricsTests {
  struct Fixture: Decodable {
    let group: [String]
    let label: [Int]
    let score: [Double]
    let target: [Double]
    let prediction: [Double]
    let binary: [String: Metric]
    let regression: [String: Metric]
  }

  struct Metric: Decodable {
    let groups: [String: Double]
    let difference: Double
    let ratio: Double
    let groupMin: Double
    let groupMax: Double
  }

  private static let fixture = Result { () throws in
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/fairness/metrics.json")
    return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
  }

  private static func rows(_ fixture: Fixture) -> String {
    let rows = fixture.group.indices.map {
      "(\($0), '\(fixture.group[$0])', \(fixture.label[$0]), \(fixture.score[$0])::double, "
        + "\(fixture.target[$0])::double, \(fixture.prediction[$0])::double)"
    }
    return
      "select * from (values \(rows.joined(separator: ", "))) as t(i, g, y, p, t, yhat) order by i"
  }

  private static func report(
    _ task: MetricOptions.Task, _ sql: String, by: [String] = ["g"], intersections: Bool = false,
    suppressBelow: Int = 0
  ) throws -> (groups: GroupMetricsReport, fairness: FairnessReport?) {
    let isBinary = task == .binary
    let options = FairnessOptions(
      target: isBinary ? "y" : "t", prediction: isBinary ? nil : "yhat",
      score: isBinary ? "p" : nil, by: by, intersections: intersections, smallestGroup: 10,
      suppressBelow: suppressBelow)
    var plan = ScanPlan()
    let rates = isBinary ? plan.add(try FairnessFold(options)) : nil
    let metrics = try plan.addGroupMetrics(options, task: task)
    let results = try plan.run(try Table.stream(sql))
    let fairness = try rates.map { try results[$0].get() }
    return (try metrics.report(results, options, fairness: fairness), fairness)
  }

  @Test("Group metrics, differences, ratios, minima and maxima are Fairlearn's")
  func golden() throws {
    let fixture = try Self.fixture.get()
    for (task, expected) in [
      (MetricOptions.Task.binary, fixture.binary), (.regression, fixture.regression),
    ] {
      let attribute = try #require(
        try Self.report(task, Self.rows(fixture)).groups.attributes.first)
      #expect(attribute.groups.map(\.name) == ["a", "b", "c"])
      for (key, golden) in expected {
        let metric = try #require(attribute[key], "\(key)")
        for (group, estimate) in zip(attribute.groups, metric.groups) {
          let value = try #require(golden.groups[group.name])
          #expect(abs(try #require(estimate.value) - value) < 1e-9 * max(1, value.magnitude))
        }
        #expect(
          abs(try #require(metric.gaps.difference.value) - golden.difference) < 1e-8, "\(key)")
        #expect(abs(try #require(metric.gaps.lowest.value) - golden.groupMin) < 1e-8, "\(key)")
        #expect(abs(try #require(metric.gaps.highest.value) - golden.groupMax) < 1e-8, "\(key)")
        if key == "r2" {
          #expect(metric.gaps.ratio.value == nil && metric.gaps.ratio.note != nil)
        } else {
          #expect(abs(try #require(metric.gaps.ratio.value) - golden.ratio) < 1e-8, "\(key)")
        }
        for estimate in [
          metric.gaps.difference, metric.gaps.lowest, metric.gaps.highest,
        ] {
          let interval = try #require(estimate.interval, "\(key)")
          let value = try #require(estimate.value)
          #expect(interval.low <= value && value <= interval.high, "\(key)")
        }
      }
    }
  }

  @Test("Gaps of shares hold the truth at least as often as they say")
  func coverage() throws {
    var generator = SeededGenerator(seed: 3)
    let worlds: [([Int], [Double])] = [
      ([400, 400], [0.7, 0.7]), ([300, 150, 60], [0.8, 0.8, 0.8]),
      ([300, 150, 60], [0.8, 0.7, 0.6]),
    ]
    for (rows, shares) in worlds {
      let low = try #require(shares.min())
      let high = try #require(shares.max())
      var held = [0, 0, 0, 0]
      for _ in 0..<600 {
        var groups: [Estimate] = []
        for (count, share) in zip(rows, shares) {
          let hits = BinomialSampler.draw(trials: count, probability: share, using: &generator)
          groups.append(try WilsonInterval.estimate(successes: hits, rows: count, level: 0.95))
        }
        let gaps = GroupMetricGaps(groups, range: "0…1", level: 0.95)
        for (place, truth) in [
          (gaps.difference, high - low), (gaps.ratio, low / high), (gaps.lowest, low),
          (gaps.highest, high),
        ].enumerated() {
          let interval = try #require(truth.0.interval)
          if interval.low <= truth.1, truth.1 <= interval.high { held[place] += 1 }
        }
      }
      // 600 sets at 0.95: fewer than 555 once in 700 times.
      #expect(held.allSatisfy { $0 >= 555 }, "\(rows) \(shares): \(held)")
    }
  }

  @Test("One group, or none, has no gap but a reason")
  func undefined() {
    for groups in [[], [Estimate(0.5)], [Estimate(0.5), Estimate(undefined: Undefined("none"))]] {
      let gaps = GroupMetricGaps(groups, range: "0…1", level: 0.95)
      #expect(gaps.difference.value == nil && gaps.difference.note?.contains("two groups") == true)
    }
    let zero = GroupMetricGaps([Estimate(0), Estimate(0)], range: "0…1", level: 0.95)
    #expect(zero.difference.value == 0 && zero.difference.interval == nil)
    #expect(zero.ratio.value == nil)
  }

  @Test("Combinations are attributes too, and a hidden group shows no metric")
  func intersections() throws {
    let sql = """
      select i, if(i % 2 = 0, 'f', 'm') as sex, if(i % 50 < 2, 'old', 'young') as age,
        (hash(i) % 1000) / 1000.0 as p, (hash(i + 1) % 1000) / 1000.0 < p as y
      from range(1000) t(i) order by i
      """
    let report = try Self.report(
      .binary, sql, by: ["sex", "age"], intersections: true, suppressBelow: 30)
    #expect(report.groups.attributes.map(\.name) == ["sex", "age", "sex × age"])
    let combined = try #require(report.groups.attributes.last)
    #expect(combined.groups.filter { $0.rows == nil }.count == 2)
    for metric in combined.metrics {
      for (group, estimate) in zip(combined.groups, metric.groups) where group.rows == nil {
        #expect(estimate.value == nil && estimate.note?.contains("hidden") == true)
      }
    }
  }

  @Test(
    "In a regression too, groups that are too small enter no gap, and hidden ones are not shown")
  func regression() throws {
    let sql = """
      select if(i < 5, 'few', if(i < 300, 'a', 'b')) as g, (hash(i) % 100)::double as t,
        (hash(i) % 90)::double as yhat from range(900) t(i) order by i
      """
    let plain = try #require(try Self.report(.regression, sql).groups.attributes.first)
    #expect(plain.groups.filter(\.enters).map(\.name) == ["a", "b"])
    let hidden = try #require(
      try Self.report(.regression, sql, suppressBelow: 20).groups.attributes.first)
    // The smallest is hidden, and the next, which the total would give away with it.
    #expect(hidden.groups.filter { $0.rows == nil }.map(\.name).sorted() == ["a", "few"])
  }
}
