import Statistics
import Testing

@testable import Checklist

@Suite("The budget of false alarms is shared out and kept")
struct AlarmSharesTests {
  @Test(
    "All monitors together promise no more than the budget, whatever is looked at how often",
    arguments: [0.01, 1, 5, 1e9], [1, 17, 2_000])
  func sum(alarms: Double, columns: Int) {
    let shares = AlarmShares(ProductionPlan.Budget(falseAlarms: alarms, days: 90))
    let promised = AlarmShares.kinds.reduce(0) { sum, kind in
      let looks = shares.looks(everyDays: kind == .performance ? 30 : 1 / 24)
      let watched = kind == .inputs ? columns : 1
      return sum + shares.rate(looks: looks, columns: watched) * looks * Double(watched)
    }
    #expect(promised <= alarms * (1 + 1e-9), "\(promised)")
    #expect(promised > 0)
  }

  @Test("No look alarms by chance more often than one in twenty, nor never")
  func bounds() {
    func rate(_ alarms: Double, _ days: Double) -> Double {
      let shares = AlarmShares(ProductionPlan.Budget(falseAlarms: alarms, days: days))
      return shares.rate(looks: shares.looks(everyDays: 365), columns: 0)
    }
    #expect(rate(1e300, 1) == AlarmShares.largestRate)
    #expect(rate(.leastNonzeroMagnitude, 1e300) > 0)
  }

  @Test("Over the budget's time, all looks of all monitors raise no more alarms than promised")
  func promise() throws {
    // The metric that decides is a share, looked at weekly; eight columns are looked at daily
    // against one training set. All of them share rows with no change in them.
    let budget = ProductionPlan.Budget(falseAlarms: 7, days: 56)
    let shares = AlarmShares(budget)
    let (weeks, days) = (8, 56)
    let (train, test, day) = (400, 2_000, 60)
    let weekly = shares.rate(looks: shares.looks(everyDays: 7))
    let daily = shares.rate(looks: shares.looks(everyDays: 1), columns: 8)
    var generator = SeededGenerator(seed: 11)
    var alarms = (performance: 0, inputs: 0)
    let horizons = 150
    for _ in 0..<horizons {
      let right = BinomialSampler.draw(trials: test, probability: 0.85, using: &generator)
      let threshold = try WindowThreshold(
        Estimate(
          Double(right) / Double(test),
          interval: try WilsonInterval.interval(successes: right, rows: test, level: 0.95)),
        rows: test, window: day * 7, alarmRate: weekly, direction: .higherIsBetter, range: 0...1)
      let below = try #require(threshold.below)
      for _ in 0..<weeks {
        let found = BinomialSampler.draw(trials: day * 7, probability: 0.85, using: &generator)
        if Double(found) / Double(day * 7) < below { alarms.performance += 1 }
      }
      for _ in 0..<8 {
        let reference = (0..<train).map { _ in generator.uniform() }
        for _ in 0..<(days / 8) {
          let current = (0..<day).map { _ in generator.uniform() }
          let interval = try #require(
            KolmogorovSmirnovEffect.estimate(
              reference: reference, current: current, level: 1 - daily
            ).interval)
          // No shift matters so little as none: every gap that is surely there is an alarm.
          if interval.low > 0 { alarms.inputs += 1 }
        }
      }
    }
    let each = budget.falseAlarms / Double(AlarmShares.kinds.count)
    let performance = Double(alarms.performance) / Double(horizons)
    #expect(performance <= each + 3 * (each / Double(horizons)).squareRoot(), "\(alarms)")
    #expect(performance > each / 4, "\(alarms)")
    // A seventh of the days was looked at in each column.
    #expect(Double(alarms.inputs) / Double(horizons) * 8 <= each * 1.2, "\(alarms)")
  }

  @Test("A shift of categories as small as told is noticed", arguments: [2, 5, 30])
  func categories(count: Int) throws {
    let (train, run) = (8_000, 2_000)
    let drift = CalibratedDrift(
      [("c", 0.1, count)], referenceRows: train, rows: run, looks: 90, alarmRate: 1e-3, power: 0.8)
    let shift = try #require(drift.columns[0].smallestShift)
    #expect(shift > 0.1)
    // Half of the categories gain what the others lose.
    let even = [Double](repeating: 1 / Double(count), count: count)
    let half = count / 2
    let moved = even.indices.map { place in
      even[place] + (place < half ? shift / Double(half) : -shift / Double(count - half))
    }
    #expect(moved.allSatisfy { $0 >= 0 })
    var generator = SeededGenerator(seed: 17)
    let trials = 40
    let noticed = try (0..<trials).count { _ in
      let estimate = try TotalVariationEffect.estimate(
        reference: MultinomialSampler.draw(rows: train, weights: even, using: &generator),
        current: MultinomialSampler.draw(rows: run, weights: moved, using: &generator),
        level: drift.level)
      return try #require(estimate.interval).low > 0.1
    }
    #expect(Double(noticed) >= 0.7 * Double(trials), "\(noticed) of \(trials) at \(shift)")
  }
}
