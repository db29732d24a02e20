import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Comparability of metrics")
struct ComparabilityTests {
  private static let options = MetricOptions(task: .binary, target: "y", score: "p")

  private static func report(_ count: Int, share: Double = 1) -> MetricsReport {
    let (labels, scores) = PrevalenceTests.rows(count)
    let kept = labels.indices.filter { labels[$0] || Double($0 % 100) / 100 < share }
    return PrevalenceTests.report(
      labels: kept.map { labels[$0] }, scores: kept.map { scores[$0] })
  }

  private static func file(
    _ report: MetricsReport, _ fingerprint: MetricFingerprint?
  ) throws -> MetricsFile {
    struct Document: Encodable {
      let report: MetricsReport
      let fingerprint: MetricFingerprint?
      enum Key: String, CodingKey { case fingerprint }
      func encode(to encoder: any Encoder) throws {
        try report.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(fingerprint, forKey: .fingerprint)
      }
    }
    return try MetricsFile(
      JSONEncoder().encode(Document(report: report, fingerprint: fingerprint)), name: "before")
  }

  private static func compare(
    _ report: MetricsReport, with other: MetricsReport,
    _ change: (inout MetricFingerprint) -> Void = { _ in }
  ) throws -> MetricComparison {
    var fingerprint = MetricFingerprint(other, options)
    change(&fingerprint)
    return MetricComparison(
      report, MetricFingerprint(report, options), options, against: try file(other, fingerprint),
      name: "before")
  }

  @Test("a report compared with itself differs by nothing, with an interval around nothing")
  func same() throws {
    let report = Self.report(400)
    let comparison = try Self.compare(report, with: report)
    #expect(comparison.rows.count == report.metrics.count)
    for row in comparison.rows {
      #expect(row.difference?.value == 0, "\(row.key)")
      let interval = try #require(row.difference?.interval, "\(row.key)")
      #expect(interval.low < 0 && interval.high > 0)
      #expect(row.translation == nil)
    }
  }

  @Test(
    "what differs is named, and refuses the metrics that it concerns",
    arguments: [
      ("task", 0), ("positive", 0), ("unit", 0), ("weights", 0), ("averaging", 0),
      ("definitions", 0),
      ("season", 0), ("threshold", 5), ("calibrationBins", 15),
    ])
  func refused(field: String, comparable: Int) throws {
    let report = Self.report(400)
    var own = MetricFingerprint(report, Self.options)
    own.months = [1, 2]
    var other = own
    switch field {
    case "task": other.task = "regression"
    case "positive": other.positive = "no"
    case "unit": other.unit = "entity"
    case "weights": other.weights = "inverse probability"
    case "averaging": other.averaging = "macro"
    case "definitions": other.definitions = 0
    case "season": other.months = [7, 8]
    case "threshold": other.threshold = 0.3
    default: other.calibrationBins = 20
    }
    let comparison = MetricComparison(
      report, own, Self.options, against: try Self.file(report, other), name: "before")
    #expect(comparison.rows.count { $0.refusal == nil } == comparable)
    #expect(comparison.isComparable == (comparable > 0))
    let word = field == "calibrationBins" ? "bins" : field
    #expect(comparison.rows.contains { $0.refusal?.contains(word) == true })
  }

  @Test("a document without a fingerprint is not compared")
  func anonymous() throws {
    let report = Self.report(400)
    let comparison = MetricComparison(
      report, MetricFingerprint(report, Self.options), Self.options,
      against: try Self.file(report, nil), name: "before")
    #expect(!comparison.isComparable)
    #expect(comparison.rows.allSatisfy { $0.refusal?.contains("fingerprint") == true })
  }

  @Test("another share of positives is translated where it matters")
  func translated() throws {
    let natural = Self.report(4_000)
    let thinned = Self.report(4_000, share: 0.2)
    let comparison = try Self.compare(thinned, with: natural)
    func row(_ key: String) throws -> MetricComparison.Row {
      try #require(comparison.rows.first { $0.key == key })
    }
    #expect(try row("precision").translation != nil)
    #expect(try row("rocAUC").translation == nil)
    for key in ["precision", "f1", "mcc", "averagePrecision", "accuracy"] {
      let difference = try #require(try row(key).difference?.value)
      #expect(abs(difference) < 0.03, "\(key): \(difference)")
      let plain = (thinned[key]?.value ?? 0) - (natural[key]?.value ?? 0)
      #expect(abs(difference) < abs(plain), "\(key)")
    }
  }

  @Test("intervals of another level are rescaled before they are compared")
  func levels() throws {
    let report = Self.report(400)
    var wide = Self.options
    wide.level = 0.99
    let measurement = try #require(
      { () -> BinaryMeasurement? in
        if case .binary(let own) = report.measurement { own } else { nil }
      }())
    let other = MetricsReport(
      task: .binary, rows: 400, metrics: MetricEntries.measure(measurement, wide), groups: [],
      warnings: [], measurement: report.measurement)
    let same = try Self.compare(report, with: report)
    let moved = try Self.compare(report, with: other)
    let key = "accuracy"
    let one = try #require(same.rows.first { $0.key == key }?.difference?.interval)
    let two = try #require(moved.rows.first { $0.key == key }?.difference?.interval)
    #expect(abs(one.high - two.high) < 0.005)
  }

  @Test("windows are compared with those of the same season")
  func season() throws {
    func report(_ year: Int) throws -> MetricsReport {
      try MetricSeriesTests.report(
        """
        select timestamp '\(year)-01-05' + interval (i % 59) day as seen, hash(i) % 3 = 0 as y,
          (hash(i + \(year)) % 100) / 100.0 as p from range(600) t(i)
        """
      ) { $0.window = .month }
    }
    let options = MetricOptions(
      task: .binary, target: "y", score: "p", timestamp: "seen", window: .month)
    let (now, before) = (try report(2014), try report(2013))
    let comparison = MetricComparison(
      now, MetricFingerprint(now, options), options,
      against: try Self.file(before, MetricFingerprint(before, options)), name: "before")
    #expect(comparison.groups.map(\.here) == ["2014-01", "2014-02", "2014-03"])
    #expect(comparison.groups.map(\.there) == ["2013-01", "2013-02", "2013-03"])
  }

  @Test("other bytes are refused with a sentence", arguments: ["", "{}", "[1]", "y,p\n1,0.2\n"])
  func bytes(text: String) {
    #expect(throws: MetricsFile.Refusal.self) {
      try MetricsFile(Data(text.utf8), name: "scored.csv")
    }
  }
}
