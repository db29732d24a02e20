import Statistics
import Testing

@Suite("Alarm thresholds of windows keep their rate")
struct WindowThresholdTests {
  /// Wilson's interval of a share, as metrics of shares have it.
  private static func estimate(_ successes: Int, of rows: Int) throws -> Estimate {
    let interval = try WilsonInterval.interval(successes: successes, rows: rows, level: 0.95)
    return Estimate(Double(successes) / Double(rows), interval: interval)
  }

  private static func threshold(
    _ estimate: Estimate, rows: Int = 5_000, window: Int = 700, alarmRate: Double = 0.01,
    direction: Direction = .higherIsBetter, range: ClosedRange<Double> = 0...1
  ) throws(Undefined) -> WindowThreshold {
    try WindowThreshold(
      estimate, rows: rows, window: window, alarmRate: alarmRate, direction: direction,
      range: range)
  }

  /// A share, rows of the test set and of a window, and the alarm rate that is promised.
  struct World: Sendable, CustomTestStringConvertible {
    let share: Double
    let test: Int
    let window: Int
    let rate: Double
    var testDescription: String { "\(share), \(window) of \(test) rows at \(rate)" }
  }

  static let worlds = [
    World(share: 0.8, test: 5_000, window: 700, rate: 0.01),
    World(share: 0.95, test: 5_000, window: 700, rate: 0.01),
    World(share: 0.95, test: 2_000, window: 200, rate: 0.01),
    World(share: 0.6, test: 1_000, window: 1_000, rate: 0.002),
    World(share: 0.98, test: 20_000, window: 300, rate: 0.005),
  ]

  @Test("When nothing changed, windows alarm no more often than promised", arguments: worlds)
  func falseAlarms(world: World) throws {
    let trials = 40_000
    var generator = SeededGenerator(seed: 3)
    func draw(_ rows: Int, _ share: Double) -> Int {
      BinomialSampler.draw(trials: rows, probability: share, using: &generator)
    }
    var alarms = 0
    var found = 0
    for _ in 0..<trials {
      let threshold = try Self.threshold(
        Self.estimate(draw(world.test, world.share), of: world.test), rows: world.test,
        window: world.window, alarmRate: world.rate)
      let below = try #require(threshold.below)
      if Double(draw(world.window, world.share)) / Double(world.window) < below { alarms += 1 }
      let drop = try threshold.smallestChange(power: 0.8)
      if Double(draw(world.window, max(0, world.share - drop))) / Double(world.window) < below {
        found += 1
      }
    }
    let rate = Double(alarms) / Double(trials)
    // Three standard errors of the trials, and the steps of a share of few rows.
    let noise = 3 * (world.rate / Double(trials)).squareRoot()
    #expect(rate <= world.rate + noise, "\(rate)")
    #expect(rate > world.rate / 20, "a threshold that never alarms promises nothing: \(rate)")
    #expect(Double(found) / Double(trials) > 0.74, "\(found)")
  }

  @Test("The threshold lies on the side that is worse")
  func sides() throws {
    let estimate = Estimate(
      2, interval: Interval(low: 1.9, high: 2.1, level: 0.95, method: "delta"))
    func made(_ direction: Direction) throws -> WindowThreshold {
      try Self.threshold(estimate, direction: direction, range: 0...Double.infinity)
    }
    let better = try made(.higherIsBetter)
    let worse = try made(.lowerIsBetter)
    let both = try made(.zeroIsBest)
    #expect(try #require(better.below) < 2 && better.above == nil)
    #expect(try #require(worse.above) > 2 && worse.below == nil)
    #expect(both.below != nil && both.above != nil)
    #expect(try #require(both.above) > #require(worse.above))
    #expect(try worse.smallestChange(power: 0.8) > worse.smallestChange(power: 0.5))
  }

  @Test("More rows, or more alarms allowed, bring the threshold nearer")
  func monotone() throws {
    let estimate = try Self.estimate(4_000, of: 5_000)
    func below(_ window: Int, _ rate: Double) throws -> Double {
      try #require(try Self.threshold(estimate, window: window, alarmRate: rate).below)
    }
    #expect(try below(100, 0.01) < below(1_000, 0.01))
    #expect(try below(1_000, 0.001) < below(1_000, 0.01))
    #expect(try below(1_000, 1e-300) < below(1_000, 1e-9))
    #expect(try below(Int.max, 0.5) <= 0.8)
  }

  @Test("At the end of the range the metric's own scale has to do")
  func ends() throws {
    let all = try Self.threshold(try Self.estimate(5_000, of: 5_000))
    #expect(try #require(all.below) < 1)
    let none = try Self.threshold(
      try Self.estimate(0, of: 5_000), direction: .lowerIsBetter)
    #expect(try #require(none.above) > 0)
  }

  @Test("Without an interval, rows or a rate there is no threshold, and it is said why")
  func undefined() throws {
    let good = try Self.estimate(4_000, of: 5_000)
    #expect(throws: Undefined.self) { try Self.threshold(Estimate(0.8)) }
    #expect(throws: Undefined.self) { try Self.threshold(Estimate(undefined: Undefined("none"))) }
    #expect(throws: Undefined.self) { try Self.threshold(Estimate(.nan)) }
    #expect(throws: Undefined.self) { try Self.threshold(good, window: 0) }
    #expect(throws: Undefined.self) { try Self.threshold(good, rows: 0) }
    #expect(throws: Undefined.self) { try Self.threshold(good, alarmRate: 0) }
    #expect(throws: Undefined.self) { try Self.threshold(good, alarmRate: 0.6) }
    #expect(throws: Undefined.self) { try Self.threshold(good).smallestChange(power: 1) }
  }

  @Test(
    "A gap as small as told is noticed, and none is noticed where there is none",
    arguments: [(2_000, 900), (50_000, 300)])
  func gaps(reference: Int, current: Int) throws {
    let level = 0.999
    let smallest = KolmogorovSmirnovEffect.smallestGap(
      above: 0.1, referenceRows: reference, currentRows: current, level: level, power: 0.8)
    var generator = SeededGenerator(seed: 5)
    var noticed = (changed: 0, same: 0)
    let trials = 60
    for _ in 0..<trials {
      let first = (0..<reference).map { _ in generator.uniform() }
      // Uniform numbers that moved by the gap part from the old ones by just as much.
      let moved = (0..<current).map { _ in generator.uniform() + smallest }
      let same = (0..<current).map { _ in generator.uniform() + 0.1 }
      func isAbove(_ sample: [Double]) throws -> Bool {
        let estimate = try KolmogorovSmirnovEffect.estimate(
          reference: first, current: sample, level: level)
        return try #require(estimate.interval).low > 0.1
      }
      if try isAbove(moved) { noticed.changed += 1 }
      if try isAbove(same) { noticed.same += 1 }
    }
    #expect(Double(noticed.changed) >= 0.7 * Double(trials), "\(noticed)")
    #expect(noticed.same == 0, "\(noticed)")
  }
}
