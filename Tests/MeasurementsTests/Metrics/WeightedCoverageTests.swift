import Foundation
import Statistics
import Testing

@testable import Measurements

/// Queues drawn from one population of uneven rows: what metrics from the labels say of all rows.
@Suite("Coverage of weighted metrics")
struct WeightedCoverageTests {
  /// A model's scores with labels; the truth is that of the law they are drawn from.
  private struct World {
    var generator: SeededGenerator

    mutating func rows(_ count: Int) -> (labels: [Bool], scores: [Double]) {
      var labels: [Bool] = []
      var scores: [Double] = []
      for _ in 0..<count {
        // Scores crowd at 0; the model is too sure of itself.
        let score = pow(generator.uniform(), 2)
        scores.append(score)
        labels.append(generator.uniform() < 0.15 + 0.6 * score)
      }
      return (labels, scores)
    }
  }

  @Test("Metrics from an uncertainty queue are unbiased, and intervals hold as often as they say")
  func coverage() throws {
    var world = World(generator: SeededGenerator(seed: 11))
    let truth = try Self.measure(try Self.all(&world, 400_000))
    let keys = ["accuracy", "recall", "precision", "f1", "brier", "logLoss", "rocAUC"]
    var held: [String: Int] = [:]
    var sums: [String: Double] = [:]
    var squares: [String: Double] = [:]
    var unweighted = 0.0
    let draws = 400
    for draw in 0..<draws {
      let (labels, scores) = world.rows(4_000)
      let sample = try Self.queue(scores, size: 300, seed: UInt64(draw))
      let (cells, rows) = WeightedMetricsTests.scores(
        sample.map { labels[$0.row] }, sample.map { scores[$0.row] },
        sample.map { 1 / $0.probability })
      let (flat, _) = WeightedMetricsTests.scores(
        sample.map { labels[$0.row] }, sample.map { scores[$0.row] }, sample.map { _ in 1 })
      unweighted += try #require(try flat.measure("accuracy", level: 0.95).value)
      for key in keys {
        let estimate =
          WeightedCells.has(key)
          ? try cells.measure(key, level: 0.95) : try rows.measure(key, level: 0.95)
        let value = try #require(estimate.value)
        let interval = try #require(estimate.interval)
        let target = try #require(truth[key])
        sums[key, default: 0] += value - target
        squares[key, default: 0] += (value - target) * (value - target)
        if interval.low <= target, target <= interval.high { held[key, default: 0] += 1 }
      }
    }
    for key in keys {
      let share = Double(held[key] ?? 0) / Double(draws)
      // 0.95 less four standard errors of 400 draws and what linearisation costs.
      #expect(share >= 0.90, "\(key) held \(share)")
      let bias = (sums[key] ?? 0) / Double(draws)
      let error = ((squares[key] ?? 0) / Double(draws)).squareRoot()
      #expect(bias.magnitude < 0.25 * error, "\(key) is off by \(bias), error \(error)")
    }
    // Uncertain rows are harder: without weights the same labels say that the model is worse.
    let accuracy = try #require(truth["accuracy"])
    #expect(unweighted / Double(draws) < accuracy - 0.02)
  }

  private static func all(
    _ world: inout World, _ count: Int
  ) throws -> (WeightedCells, WeightedScores) {
    let (labels, scores) = world.rows(count)
    return WeightedMetricsTests.scores(
      labels, scores, [Double](repeating: 1, count: labels.count))
  }

  private static func measure(
    _ rows: (cells: WeightedCells, scores: WeightedScores)
  ) throws -> [String: Double] {
    var values: [String: Double] = [:]
    for key in ["accuracy", "recall", "precision", "f1"] {
      values[key] = try rows.cells.measure(key, level: 0.95).value
    }
    for key in ["brier", "logLoss", "rocAUC"] {
      values[key] = try rows.scores.measure(key, level: 0.95).value
    }
    return values
  }

  private static func queue(
    _ scores: [Double], size: Int, seed: UInt64
  ) throws -> [PivotalSample.Chosen] {
    let sizes = scores.map { Uncertainty.margin.measure([$0, 1 - $0]) ?? 0 }
    var all = ProportionalInclusion.Sizes(sample: size)
    for size in sizes { all.add(size) }
    let rule = try all.rule(randomShare: 0.2)
    var sample = PivotalSample(seed: seed)
    for (row, size) in sizes.enumerated() {
      sample.add(row, probability: rule.probability(size))
    }
    return sample.finish()
  }
}
