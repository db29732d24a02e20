import Testing

@testable import Statistics

@Suite("Windows drawn from a test set")
struct WindowDrawsTests {
  @Test(
    "an alias table keeps each weight's share, and draws by it",
    arguments: [[1.0], [1, 2, 3, 4], [0, 5, 0, 0.001], [7, 7, 7], [1e-300, 1e300]])
  func alias(_ weights: [Double]) throws {
    let sampler = try #require(AliasSampler(weights: weights))
    let total = weights.reduce(0, +)
    for (found, weight) in zip(sampler.probabilities, weights) {
      #expect((found - weight / total).magnitude < 1e-12)
    }
    var generator = SeededGenerator(seed: 3)
    var counts = [Int](repeating: 0, count: weights.count)
    for _ in 0..<20_000 { counts[sampler.draw(using: &generator)] += 1 }
    for (count, weight) in zip(counts, weights) {
      #expect((Double(count) / 20_000 - weight / total).magnitude < 0.015)
    }
  }

  @Test("weights that are none have no table")
  func noAlias() {
    for weights in [[], [0], [0, 0], [1, -1], [1, .nan], [1, .infinity]] {
      #expect(AliasSampler(weights: weights) == nil)
    }
  }

  /// Normal scores, positives a deviation of 1.8 above: counts by rounded score.
  private static func scores(
    _ rows: Int, share: Double, _ generator: inout SeededGenerator
  ) -> (positives: [Int], negatives: [Int]) {
    var (positives, negatives) = (
      [Int](repeating: 0, count: 2_001), [Int](repeating: 0, count: 2_001)
    )
    for _ in 0..<rows {
      let isPositive = generator.uniform() < share
      let score = generator.normal() + (isPositive ? 1.8 : 0)
      let place = Int(max(0, min(2_000, (score + 5) * 200)))
      if isPositive { positives[place] += 1 } else { negatives[place] += 1 }
    }
    return (positives, negatives)
  }

  @Test("windows with few positives alarm no more often than promised")
  func area() throws {
    let (share, window, rate) = (0.05, 200, 0.01)
    var generator = SeededGenerator(seed: 5)
    var (alarms, windows) = (0, 0)
    for _ in 0..<12 {
      let test = Self.scores(20_000, share: share, &generator)
      let draws = try #require(
        WindowDraws(
          positives: test.positives, negatives: test.negatives, window: window, alarmRate: rate))
      #expect(draws.caution == nil)
      let bound = draws.bound(isBelow: true, rate: rate)
      #expect(bound.rate == rate)
      for _ in 0..<1_500 {
        let now = Self.scores(window, share: share, &generator)
        guard now.positives.contains(where: { $0 > 0 }) else { continue }
        windows += 1
        if try MannWhitneyStatistic.measure(positives: now.positives, negatives: now.negatives)
          < bound.value
        {
          alarms += 1
        }
      }
    }
    let found = Double(alarms) / Double(windows)
    #expect(found < 1.3 * rate && found > rate / 2, "\(found)")
  }

  @Test("the root mean square of errors with a heavy tail alarms no more often than promised")
  func loss() throws {
    let (window, rate) = (200, 0.005)
    var generator = SeededGenerator(seed: 7)
    var alarms = 0
    func error() -> Double { exp(generator.normal()) }
    for _ in 0..<12 {
      let errors = (0..<5_000).map { _ in error() }.sorted()
      let draws = try #require(
        WindowDraws(
          errors: errors, counts: errors.map { _ in 1 }, window: window, alarmRate: rate,
          loss: { $0 * $0 }, finish: { $0.squareRoot() }))
      #expect(draws.caution == nil)
      let bound = draws.bound(isBelow: false, rate: rate).value
      for _ in 0..<1_000 {
        let mean = (0..<window).reduce(0) { sum, _ in
          let one = error()
          return sum + one * one
        }
        if (mean / Double(window)).squareRoot() > bound { alarms += 1 }
      }
    }
    #expect(Double(alarms) / 12_000 < 1.3 * rate, "\(alarms)")
  }

  @Test("a share is drawn as the test set and the window vary, also where no test row is wrong")
  func outcomes() throws {
    let draws = try #require(
      WindowDraws(outcomes: [1_700, 300], window: 400, alarmRate: 0.01) { Double($0[0]) / 400 })
    let bound = draws.bound(isBelow: true, rate: 0.01).value
    // The beta-binomial's hundredth quantile: 0.85 less 2.33 deviations of √(pq (1/400 + 1/2000)).
    #expect((bound - 0.804).magnitude < 0.004, "\(bound)")
    let perfect = try #require(
      WindowDraws(outcomes: [2_000, 0], window: 400, alarmRate: 0.01) { Double($0[0]) / 400 })
    #expect(perfect.bound(isBelow: true, rate: 0.01).value < 1)
  }

  @Test("what cannot be drawn is not, and few rows carry a caution")
  func limits() {
    func half(_ counts: [Int]) -> Double? { Double(counts[0]) }
    #expect(WindowDraws(outcomes: [5, 5], window: 1 << 20, alarmRate: 0.01, figure: half) == nil)
    #expect(WindowDraws(outcomes: [0, 0], window: 10, alarmRate: 0.01, figure: half) == nil)
    #expect(WindowDraws(outcomes: [5, 5], window: 10, alarmRate: 0.01) { _ in nil } == nil)
    #expect(WindowDraws(positives: [0], negatives: [9], window: 10, alarmRate: 0.01) == nil)
    let few = WindowDraws(positives: [3, 9], negatives: [90, 9], window: 50, alarmRate: 0.01)
    #expect(few?.caution?.contains("12 rows of the rarer class") == true)
    let errors = (1...100).map(Double.init)
    let short = WindowDraws(
      errors: errors, counts: errors.map { _ in 1 }, window: 50, alarmRate: 0.01, loss: { $0 },
      finish: { $0 })
    #expect(short?.caution?.contains("too few test rows") == true)
  }

  @Test("one seed draws one threshold, and a rate that was not drawn is reached from one that was")
  func threshold() throws {
    let draws = try #require(
      WindowDraws(outcomes: [900, 100], window: 500, alarmRate: 0.02) { Double($0[0]) / 500 })
    #expect(
      draws
        == WindowDraws(outcomes: [900, 100], window: 500, alarmRate: 0.02) { Double($0[0]) / 500 })
    let estimate = Estimate(0.9, interval: try WilsonInterval.interval(successes: 900, rows: 1_000))
    func made(_ rate: Double) throws -> WindowThreshold {
      try WindowThreshold(
        estimate, rows: 1_000, window: 500, alarmRate: rate, direction: .higherIsBetter,
        range: 0...1, draws: draws)
    }
    let near = try made(0.02)
    #expect(near.below == draws.bound(isBelow: true, rate: 0.02).value && near.caution == nil)
    let far = try made(1e-5)
    guard case .extended = far.basis else {
      Issue.record("\(far.basis)")
      return
    }
    #expect(far.caution != nil)
    #expect(try #require(far.below) < #require(near.below))
    let plain = try WindowThreshold(
      estimate, rows: 1_000, window: 500, alarmRate: 1e-5, direction: .higherIsBetter, range: 0...1)
    #expect(plain.basis == .normal && plain.caution != nil)
    #expect((try #require(far.below) - #require(plain.below)).magnitude < 0.03)
  }
}
