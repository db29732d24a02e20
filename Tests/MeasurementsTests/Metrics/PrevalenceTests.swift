import ADBC
import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Metrics at a declared share of positives")
struct PrevalenceTests {
  private struct Expected: Decodable {
    struct Case: Decodable {
      let prevalence: Double
      let metrics: [String: Double]
    }
    let rows: Int
    let cases: [Case]
  }

  static let options = MetricOptions(task: .binary, target: "y", score: "p")

  static func report(labels: [Bool], scores: [Double], warnings: Bool = false) -> MetricsReport {
    let measurement = BinaryMeasurement(labels: labels, scores: scores)
    return MetricsReport(
      task: .binary, rows: labels.count, metrics: MetricEntries.measure(measurement, options),
      groups: [], warnings: [], measurement: .binary(measurement))
  }

  /// The rows that the generator computes too.
  static func rows(_ count: Int) -> (labels: [Bool], scores: [Double]) {
    let scores = (1...count).map { Double($0 * 37 % 101) / 101.0 }
    let labels = (1...count).map { Double($0 * 61 % 97) / 97.0 < scores[$0 - 1] * 0.9 }
    return (labels, scores)
  }

  @Test("values equal scikit-learn's with weights by class")
  func golden() throws {
    let golden = try Golden.read("prevalence", as: Expected.self)
    let (labels, scores) = Self.rows(golden.rows)
    let report = Self.report(labels: labels, scores: scores)
    for one in golden.cases {
      let moved = try PrevalenceReport(report, prevalence: one.prevalence, options: Self.options)
      for (key, expected) in one.metrics {
        let value = try #require(moved[key]?.value, "\(key)")
        #expect(abs(value - expected) < 1e-9, "\(key) at \(one.prevalence)")
      }
    }
  }

  @Test("at the share that the data have, nothing changes")
  func unchanged() throws {
    let (labels, scores) = Self.rows(400)
    let report = Self.report(labels: labels, scores: scores)
    let share = Double(labels.count { $0 }) / 400
    let moved = try PrevalenceReport(report, prevalence: share, options: Self.options)
    for entry in moved.metrics {
      let before = try #require(report[entry.card.key]?.value)
      #expect(abs(try #require(entry.estimate.value) - before) < 1e-9, "\(entry.card.key)")
    }
    #expect(moved.correction.logOddsShift.magnitude < 1e-12)
  }

  @Test("intervals hold the value and stay inside the range", arguments: [0.001, 0.1, 0.5, 0.99])
  func intervals(prevalence: Double) throws {
    let (labels, scores) = Self.rows(300)
    let moved = try PrevalenceReport(
      Self.report(labels: labels, scores: scores), prevalence: prevalence, options: Self.options)
    for entry in moved.metrics where !["ece", "averagePrecision"].contains(entry.card.key) {
      let value = try #require(entry.estimate.value)
      let interval = try #require(entry.estimate.interval, "\(entry.card.key)")
      #expect(interval.low <= value && value <= interval.high, "\(entry.card.key)")
      #expect(interval.low >= -1)
      if entry.card.range == "0…1" { #expect(interval.low >= 0 && interval.high <= 1) }
    }
  }

  @Test("intervals cover the truth about as often as they say")
  func coverage() throws {
    // Positives score N(1, 1), negatives N(0, 1); called from 0.5 on. At 5 % positives the
    // precision is known; the data are half and half.
    let recall = NormalDistribution.survival(-0.5)
    let alarms = NormalDistribution.survival(0.5)
    let truth = 0.05 * recall / (0.05 * recall + 0.95 * alarms)
    var covered = 0
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let labels = (0..<400).map { $0 % 2 == 0 }
      let scores = labels.map { ($0 ? 1 : 0) + generator.normal() }
      let report = try PrevalenceReport(
        Self.report(labels: labels, scores: scores), prevalence: 0.05, options: Self.options)
      let interval = try #require(report["precision"]?.interval)
      if interval.low <= truth, truth <= interval.high { covered += 1 }
    }
    // 95 % of 300 is 285; 275 and fewer come by chance once in 200.
    #expect(covered >= 275, "\(covered) of 300")
  }

  @Test("the equivalent score is the one whose corrected probability is the threshold")
  func threshold() throws {
    let (labels, scores) = Self.rows(400)
    let moved = try PrevalenceReport(
      Self.report(labels: labels, scores: scores), prevalence: 0.02, options: Self.options)
    let score = try #require(moved.equivalentScore)
    #expect(abs(moved.correction.probability(score) - 0.5) < 1e-12)
    #expect(score > 0.9)
  }

  @Test("one class has no mix, and a score outside 0…1 no corrected loss")
  func undefined() throws {
    let single = Self.report(labels: [true, true], scores: [0.2, 0.9])
    #expect(throws: Undefined.self) {
      try PrevalenceReport(single, prevalence: 0.1, options: Self.options)
    }
    let outside = try PrevalenceReport(
      Self.report(labels: [true, false, true], scores: [0.2, 0.9, 3]), prevalence: 0.1,
      options: Self.options)
    #expect(outside["logLoss"]?.value == nil)
    #expect(outside["averagePrecision"]?.value != nil)
  }

  @Test("equal classes are noticed, and a declared share that the data do not have")
  func warnings() throws {
    let labels = (0..<1_000).map { $0 % 2 == 0 }
    let report = Self.report(labels: labels, scores: labels.map { $0 ? 0.7 : 0.2 })
    #expect(
      PrevalenceReport.warnings(report, declared: nil, Self.options).map(\.code)
        == ["resampled-classes"])
    let declared = try PrevalenceReport(report, prevalence: 0.02, options: Self.options)
    #expect(
      PrevalenceReport.warnings(report, declared: declared, Self.options).map(\.code)
        == ["prevalence-differs"])
    let same = try PrevalenceReport(report, prevalence: 0.5, options: Self.options)
    #expect(PrevalenceReport.warnings(report, declared: same, Self.options).isEmpty)
  }
}
