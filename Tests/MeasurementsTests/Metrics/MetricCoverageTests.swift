import Measurements
import Statistics
import Testing

/// Intervals hold the true value about as often as they say.
///
/// Few repetitions, so that the tests take seconds: 300 at 95 % vary by 1.3 points, and the bounds
/// below leave four of these and the known weakness of the method at that size.
@Suite("Coverage of intervals")
struct MetricCoverageTests {
  private func sample(_ rows: Int, _ generator: inout SeededGenerator) -> BinaryMeasurement {
    var table = BinaryScoreTable(capacity: 1 << 12)
    for _ in 0..<rows {
      let score = generator.uniform()
      let label = generator.uniform() < 0.1 + 0.7 * score * score
      table.addLabelled()
      table.add(isPositive: label, calledPositive: score >= 0.5)
      table.add(score: score, isPositive: label)
    }
    return table.measurement
  }

  @Test("binary metrics on 200 rows of miscalibrated scores")
  func binary() throws {
    var generator = SeededGenerator(seed: 42)
    // So many rows that chance no longer shows.
    let truth = sample(200_000, &generator)
    let values = try MetricCatalogue.binary.map { metric in
      try #require(try metric.measure(truth, level: 0.95).value)
    }
    var held = [Int](repeating: 0, count: MetricCatalogue.binary.count)
    for _ in 0..<300 {
      let drawn = sample(200, &generator)
      for (place, metric) in MetricCatalogue.binary.enumerated() {
        let interval = try #require(try metric.measure(drawn, level: 0.95).interval)
        if interval.low <= values[place], values[place] <= interval.high { held[place] += 1 }
      }
    }
    for (place, metric) in MetricCatalogue.binary.enumerated() {
      let share = Double(held[place]) / 300
      #expect((0.90...1).contains(share), "\(metric.card.id) holds the truth in \(share)")
    }
  }

  @Test("the variance of a row predicts the interval of a window")
  func chance() throws {
    var generator = SeededGenerator(seed: 8)
    func sample(_ rows: Int) -> BinaryMeasurement {
      let scores = (0..<rows).map { _ in generator.uniform() }
      return BinaryMeasurement(
        labels: scores.map { generator.uniform() < $0 }, scores: scores)
    }
    let test = sample(20_000)
    let window = sample(800)
    for metric in MetricCatalogue.binary where metric.card.key != "ece" {
      let chance = try MetricChance(metric.measure(test, level: 0.95), rows: 20_000)
      let interval = try #require(try metric.measure(window, level: 0.95).interval)
      let half = (interval.high - interval.low) / 2
      let ratio = chance.halfWidth(window: 800) / half
      #expect((0.8...1.25).contains(ratio), "\(metric.card.id): \(ratio)")
      let drop = chance.smallestDrop(window: 800, power: 0.8)
      let needed = try #require(chance.rowsNeeded(drop: drop, power: 0.8))
      #expect((needed - 800).magnitude <= 1)
      #expect(chance.rowsNeeded(drop: drop / 100, power: 0.8) == nil)
    }
  }
}
