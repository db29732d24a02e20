import Measurements
import Statistics
import Testing

@testable import Learners

@Suite("Paired differences")
struct PairedDifferenceTests {
  // 100 intervals of 95 %: 88 or more hold the truth in all but one of two hundred such tests.
  @Test(
    "Intervals hold the true difference as often as they say",
    arguments: [50, GroupedSums.limit + 500])
  func coverage(rows: Int) throws {
    var generator = SeededGenerator(seed: 77)
    var held = 0
    for run in 0..<100 {
      let zeros = [Double](repeating: 0, count: rows)
      let model = zeros.map { _ in generator.normal() }
      // The other errs by 1.1 times as much on the same rows, in either direction.
      let other = model.map { 1.1 * $0 * (generator.uniform() < 0.5 ? 1 : -1) }
      let found = try ValueDifference(
        targets: zeros, model: model.map { $0 + 0.2 * generator.normal() }, other: other,
        level: 0.95, draws: 200, seed: UInt64(run)
      ).measure(MeanSquaredError.self)
      if found.interval.low <= 1.04 - 1.21, 1.04 - 1.21 <= found.interval.high { held += 1 }
    }
    #expect(held >= 88)
  }

  @Test("A median's interval holds the true difference as often as it says")
  func jackknife() throws {
    var generator = SeededGenerator(seed: 78)
    var held = 0
    for run in 0..<100 {
      let zeros = [Double](repeating: 0, count: 800)
      let found = try ValueDifference(
        targets: zeros, model: zeros.map { _ in generator.normal() },
        other: zeros.map { _ in generator.normal() }, level: 0.95, draws: 200, seed: UInt64(run)
      ).measure(MedianAbsoluteError.self)
      if found.interval.low <= 0, 0 <= found.interval.high { held += 1 }
    }
    #expect(held >= 88)
  }

  @Test(
    "The whole interval decides",
    arguments: [
      (0.1, 0.2, Direction.higherIsBetter, Judgement.pass),
      (-0.2, -0.1, .higherIsBetter, .fail),
      (-0.2, -0.1, .lowerIsBetter, .pass),
      (0.1, 0.2, .lowerIsBetter, .fail),
      (0, 0, .higherIsBetter, .fail),
      (0, 0, .lowerIsBetter, .fail),
    ])
  func judged(low: Double, high: Double, direction: Direction, expected: Judgement) {
    let difference = PairedDifference(
      value: (low + high) / 2,
      interval: Interval(low: low, high: high, level: 0.95, method: "test"), pValue: nil, rows: 10)
    #expect(difference.judge(direction, margin: 0) == expected)
  }

  @Test("Across zero is undecided and says how many rows would tell")
  func undecided() {
    let difference = PairedDifference(
      value: 0.1, interval: Interval(low: -0.1, high: 0.3, level: 0.95, method: "test"),
      pValue: nil, rows: 100)
    #expect(difference.judge(.higherIsBetter, margin: 0) == .undecided(moreRows: 300))
    #expect(difference.judge(.higherIsBetter, margin: 0.4) == .fail)
  }
}
