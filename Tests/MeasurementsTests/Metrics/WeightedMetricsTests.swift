import ADBC
import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Metrics of rows chosen with known probabilities")
struct WeightedMetricsTests {
  struct Sampling: Decodable {
    let binary: [Binary]
    let regression: [Regression]
    let uncertainty: [Unsure]
  }

  struct Binary: Decodable {
    let name: String
    let labels: [Bool]
    let scores: [Double]
    let weights: [Double]
    let metrics: [String: Double]
  }

  struct Regression: Decodable {
    let name: String
    let targets: [Double]
    let predictions: [Double]
    let weights: [Double]
    let metrics: [String: Double]
  }

  struct Unsure: Decodable {
    let probabilities: [Double]
    let leastConfident: Double
    let margin: Double
    let entropy: Double
  }

  static func scores(
    _ labels: [Bool], _ scores: [Double], _ weights: [Double]
  ) -> (cells: WeightedCells, scores: WeightedScores) {
    var cells = WeightedCells()
    var rows = WeightedScores()
    for (place, label) in labels.enumerated() {
      cells.add(isPositive: label, calledPositive: scores[place] >= 0.5, weight: weights[place])
      rows.add(isPositive: label, score: scores[place], weight: weights[place])
    }
    return (cells, rows)
  }

  @Test("Weighted metrics are scikit-learn's with sample_weight")
  func golden() throws {
    let golden = try Golden.read("sampling", as: Sampling.self)
    #expect(golden.binary.count == 2 && golden.regression.count == 2)
    for sample in golden.binary {
      let (cells, scores) = Self.scores(sample.labels, sample.scores, sample.weights)
      for (key, expected) in sample.metrics {
        let estimate =
          WeightedCells.has(key)
          ? try cells.measure(key, level: 0.95) : try scores.measure(key, level: 0.95)
        let value = try #require(estimate.value)
        #expect((value - expected).magnitude < 1e-9, "\(key) of \(sample.name)")
        let interval = try #require(estimate.interval, "\(key) of \(sample.name)")
        #expect(interval.low < value && value < interval.high, "\(key) of \(sample.name)")
      }
    }
    for sample in golden.regression {
      var errors = WeightedErrors(quantile: 0.9)
      for (place, target) in sample.targets.enumerated() {
        errors.add(
          target: target, prediction: sample.predictions[place], weight: sample.weights[place])
      }
      for (key, expected) in sample.metrics {
        let value = try #require(try errors.measure(key, level: 0.95).value)
        #expect((value - expected).magnitude < 1e-9 * max(1, expected.magnitude), "\(key)")
      }
    }
  }

  @Test("Uncertainties equal scipy's and the survey's")
  func uncertainties() throws {
    for row in try Golden.read("sampling", as: Sampling.self).uncertainty {
      for (measure, expected) in [
        (Uncertainty.leastConfident, row.leastConfident), (.margin, row.margin),
        (.entropy, row.entropy),
      ] {
        #expect(abs(try #require(measure.measure(row.probabilities)) - expected) < 1e-12)
      }
    }
  }

  private static let rows = """
    select i, (hash(i) % 1000) / 1000.0 as p, (hash(i + 7) % 1000) / 1000.0 < p as y,
      10 * p as yhat, 10 * p + (hash(i + 9) % 10007) / 1000.7 - 5 as t, if(i % 3 = 0, 'a', 'b') as g
    from range(600) r(i)
    """

  private static func report(
    _ task: MetricOptions.Task, probability: String?, by: [String] = [], from sql: String
  ) throws -> MetricsReport {
    var plan = ScanPlan()
    let ticket = plan.add(
      try MetricsFold(
        MetricOptions(
          task: task, target: task == .binary ? "y" : "t",
          score: task == .binary ? "p" : nil, prediction: task == .binary ? nil : "yhat",
          by: by, inclusionProbability: probability)))
    return try plan.run(try Table.stream(sql))[ticket].get()
  }

  @Test("With one probability for all rows, values and nearly intervals are the unweighted ones")
  func equalWeights() throws {
    for task in [MetricOptions.Task.binary, .regression] {
      let plain = try Self.report(task, probability: nil, by: ["g"], from: Self.rows)
      let weighted = try Self.report(
        task, probability: "pi", by: ["g"], from: "select *, 0.25 as pi from (\(Self.rows))")
      #expect(plain.groups.map(\.key) == weighted.groups.map(\.key))
      let pairs =
        zip(plain.metrics, weighted.metrics).map { ($0, $1) }
        + zip(plain.groups, weighted.groups).flatMap {
          zip($0.metrics, $1.metrics).map { ($0, $1) }
        }
      #expect(pairs.count >= 24)
      for (one, other) in pairs {
        let key = one.card.key
        #expect(key == other.card.key)
        guard let value = one.estimate.value else {
          #expect(other.estimate.value == nil, "\(key)")
          continue
        }
        let weightedValue = try #require(other.estimate.value, "\(key)")
        #expect((value - weightedValue).magnitude < 1e-9 * max(1, value.magnitude), "\(key)")
        guard let interval = one.estimate.interval, let wide = other.estimate.interval else {
          continue
        }
        let ratio = (wide.high - wide.low) / (interval.high - interval.low)
        #expect(ratio > 0.7 && ratio < 1.4, "\(key): \(ratio)")
      }
    }
  }

  @Test("Rows without a label or a probability are left out and counted")
  func missing() throws {
    let report = try Self.report(
      .binary, probability: "pi",
      from: """
        select p, if(i % 2 = 0, y, null) as y, if(i % 4 = 0, 0.5, null) as pi
        from (\(Self.rows))
        """)
    let codes = Dictionary(
      report.warnings.map { ($0.code, $0.message) }, uniquingKeysWith: { first, _ in first })
    #expect(codes["missing-label"]?.hasPrefix("300 of 600") == true)
    #expect(codes["missing-inclusion-probability"]?.hasPrefix("150 of 600") == true)
  }

  @Test(
    "A probability that is none is refused with its row",
    arguments: ["0", "-0.1", "1.5", "'nan'::double"])
  func refused(probability: String) throws {
    #expect(throws: MetricRefusal.self) {
      try Self.report(
        .binary, probability: "pi",
        from: "select *, if(i = 5, \(probability), 0.5) as pi from (\(Self.rows))")
    }
  }

  @Test("Without rows, or with one class, there is no value but a reason")
  func undefined() throws {
    let empty = try Self.report(
      .binary, probability: "pi", from: "select *, 0.5 as pi from (\(Self.rows)) where i < 0")
    #expect(empty.metrics.allSatisfy { $0.estimate.value == nil && $0.estimate.note != nil })
    let one = try Self.report(
      .binary, probability: "pi", from: "select *, 0.5 as pi from (\(Self.rows)) where y")
    #expect(one["rocAUC"]?.value == nil)
    #expect(one["accuracy"]?.value != nil)
  }
}
