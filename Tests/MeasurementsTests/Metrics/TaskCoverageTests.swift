import Foundation
import Measurements
import Statistics
import Testing

/// Intervals of classes and rankings hold the true value about as often as they say.
///
/// 300 repetitions at 95 % vary by 1.3 points, as in ``MetricCoverageTests``.
@Suite("Coverage of intervals of other tasks")
struct TaskCoverageTests {
  private static let classes = ["a", "b", "c", "d"]

  /// Rows of four classes of unequal frequency whose probabilities are too sure.
  private func classes(_ rows: Int, _ generator: inout SeededGenerator) -> MulticlassMeasurement {
    var truths: [String] = []
    var probabilities: [[Double]] = []
    for _ in 0..<rows {
      let draw = generator.uniform()
      let truth = draw < 0.4 ? 0 : draw < 0.7 ? 1 : draw < 0.9 ? 2 : 3
      let weights = (0..<4).map { place in
        exp(1.4 * (generator.normal() + (place == truth ? 1.2 : 0)))
      }
      let total = weights.reduce(0, +)
      truths.append(Self.classes[truth])
      probabilities.append(weights.map { $0 / total })
    }
    return MulticlassMeasurement(
      truths: truths, classes: Self.classes, probabilities: probabilities)
  }

  @Test("multiclass metrics on 300 rows of four classes")
  func multiclass() throws {
    var generator = SeededGenerator(seed: 5)
    let truth = classes(60_000, &generator)
    let values = try MetricCatalogue.multiclass.map { metric in
      try #require(try metric.measure(truth, level: 0.95).value)
    }
    var held = [Int](repeating: 0, count: values.count)
    for _ in 0..<300 {
      let drawn = classes(300, &generator)
      for (place, metric) in MetricCatalogue.multiclass.enumerated() {
        let interval = try #require(try metric.measure(drawn, level: 0.95).interval)
        if interval.low <= values[place], values[place] <= interval.high { held[place] += 1 }
      }
    }
    for (place, metric) in MetricCatalogue.multiclass.enumerated() {
      let share = Double(held[place]) / 300
      // The calibration error's interval is wide on purpose, and a mean of Wilson intervals is,
      // too.
      let isWide = ["ece", "balancedAccuracy", "macroRecall"].contains(metric.card.key)
      #expect(
        (0.90...(isWide ? 1 : 0.99)).contains(share),
        "\(metric.card.id) holds the truth in \(share)")
    }
  }

  /// Queries of eight rows with scores that say something.
  private func queries(_ count: Int, _ generator: inout SeededGenerator) -> RankingMeasurement {
    var table = RankingTable()
    for _ in 0..<count {
      let quality = generator.uniform()
      let relevances = (0..<8).map { _ in generator.uniform() < 0.3 ? 1.0 : 0 }
      let scores = relevances.map { (($0 * quality * 2 + generator.normal()) * 4).rounded() }
      table.add(RankedQuery(scores: scores, relevances: relevances, places: 3))
    }
    return table.measurement
  }

  @Test("ranking metrics on 60 queries")
  func ranking() throws {
    var generator = SeededGenerator(seed: 6)
    let truth = queries(40_000, &generator)
    let values = try MetricCatalogue.ranking.map { metric in
      try #require(try metric.measure(truth, level: 0.95).value)
    }
    var held = [Int](repeating: 0, count: values.count)
    for _ in 0..<300 {
      let drawn = queries(60, &generator)
      for (place, metric) in MetricCatalogue.ranking.enumerated() {
        let interval = try #require(try metric.measure(drawn, level: 0.95).interval)
        if interval.low <= values[place], values[place] <= interval.high { held[place] += 1 }
      }
    }
    for (place, metric) in MetricCatalogue.ranking.enumerated() {
      let share = Double(held[place]) / 300
      #expect((0.91...0.99).contains(share), "\(metric.card.id) holds the truth in \(share)")
    }
  }
}
