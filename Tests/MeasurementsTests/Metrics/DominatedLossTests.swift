import Statistics
import Testing

@testable import Measurements

/// What is said of a mean loss that one row decides.
@Suite("A dominated loss")
struct DominatedLossTests {
  private static func sums(_ losses: [Double]) -> LossSums {
    LossSums(
      rows: losses.count, sum: losses.reduce(0, +), squares: losses.map { $0 * $0 }.reduce(0, +))
  }

  @Test(
    "The share that the largest row carries at least is never above what it carries",
    arguments: [
      [1, 1, 1, 1], [1, 2, 3], [0, 0, 5], [100, 1, 1, 1], [3],
    ] as [[Double]])
  func bound(losses: [Double]) throws {
    let sums = Self.sums(losses)
    let share = (losses.max() ?? 0) / losses.reduce(0, +)
    let least = try #require(sums.leastShareOfLargest)
    #expect(least <= share + 1e-12)
    #expect(least >= share * share - 1e-12)
  }

  @Test("No loss, and one beyond all numbers, have no share")
  func none() {
    #expect(Self.sums([0, 0]).leastShareOfLargest == nil)
    #expect(Self.sums([.infinity, 1]).leastShareOfLargest == nil)
    #expect(Self.sums([]).leastShareOfLargest == nil)
  }

  @Test("The interval stays, with a caution from a quarter of the loss on and thirty rows on")
  func caution() {
    let even = (0..<29).map { Double($0 % 3 + 1) }
    let spoiled = LossInterval.positive(Self.sums(even + [1_000]), level: 0.95)
    #expect(spoiled.interval != nil && spoiled.note == nil)
    #expect(spoiled.caution?.hasPrefix("one row carries at least 89 % of the loss") == true)
    #expect(spoiled.remark == spoiled.caution)
    #expect(LossInterval.positive(Self.sums(even + [10]), level: 0.95).caution == nil)
    #expect(
      LossInterval.positive(Self.sums(Array(even.dropLast()) + [1_000]), level: 0.95).caution == nil
    )
  }

  @Test("The root of a mean and another level keep the caution")
  func kept() throws {
    let targets = [Double](repeating: 0, count: 40)
    var predictions = (0..<40).map { Double($0 % 3 + 1) }
    predictions[7] = 5_000
    let root = try RootMeanSquaredError.measure(
      RegressionMeasurement(targets: targets, predictions: predictions), level: 0.95)
    #expect(root.caution?.contains("at least 99 %") == true)
    #expect(root.rescaled(to: 0.99).caution == root.caution)
  }
}
