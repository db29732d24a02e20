import Statistics
import Testing

@Suite struct IntervalTests {
  @Test func `intervals of proportions equal statsmodels'`() throws {
    for golden in Golden.values.proportions {
      let wilson = try WilsonInterval.interval(
        successes: golden.successes, rows: golden.rows, level: golden.level)
      // statsmodels leaves rounding residue of 1e-17 where an end is exactly 0 or 1.
      #expect(agree(wilson.low, golden.wilson[0], absolute: 1e-15))
      #expect(agree(wilson.high, golden.wilson[1]))
      let exact = try ClopperPearsonInterval.interval(
        successes: golden.successes, rows: golden.rows, level: golden.level)
      #expect(agree(exact.low, golden.exact[0]))
      #expect(agree(exact.high, golden.exact[1]))
    }
  }

  @Test func `intervals of means equal SciPy's t`() throws {
    for golden in Golden.values.means {
      let interval = try MeanInterval.interval(
        rows: golden.rows, mean: golden.mean, variance: golden.variance, level: golden.level)
      #expect(agree(interval.low, golden.low))
      #expect(agree(interval.high, golden.high))
    }
  }

  @Test func `an interval of nothing is undefined`() {
    #expect(throws: Undefined.self) { try WilsonInterval.interval(successes: 0, rows: 0) }
    #expect(throws: Undefined.self) { try ClopperPearsonInterval.interval(successes: 3, rows: 2) }
    #expect(throws: Undefined.self) { try MeanInterval.interval(rows: 1, mean: 0, variance: 0) }
    #expect(throws: Undefined.self) { try QuantileInterval.ranks(rows: 3, probability: 0.5) }
    #expect(throws: Undefined.self) { try DeltaMethod.variance(counts: [0], slopes: [1]) }
    #expect(throws: Undefined.self) { try CountBootstrap.interval(counts: []) { _ in 1 } }
    #expect(throws: Undefined.self) { try PairedBootstrap.compare(rows: 0) { _ in 1 } }
    #expect(throws: Undefined.self) { try LogitInterval.interval(value: 1.2, variance: 1, rows: 9) }
  }

  @Test(arguments: [(10, 0.5), (30, 0.1), (200, 0.9), (1_001, 0.5)])
  func `the ranks of a quantile leave at most half of α outside on each side`(
    rows: Int, probability: Double
  ) throws {
    guard let ranks = try? QuantileInterval.ranks(rows: rows, probability: probability) else {
      // Thirty rows hold no lower 95 % bound of the tenth percentile: said so, not guessed.
      #expect(rows == 30)
      return
    }
    let below = BinomialDistribution(trials: rows, probability: probability)
    #expect(below.cumulative(ranks.low - 1) <= 0.025)
    #expect(below.cumulative(ranks.low) > 0.025)
    #expect(below.survival(ranks.high - 1) <= 0.025)
    #expect(below.survival(ranks.high - 2) > 0.025)
  }

  @Test func `few positives make a wider logit interval, by Student's t`() throws {
    let known = try LogitInterval.interval(value: 0.5, variance: 0.01, rows: 5)
    let uncertain = try LogitInterval.interval(value: 0.5, variance: 0.01, rows: 5, degrees: 4)
    // logit⁻¹(t(0.975; 4) · 0.1 / 0.25) with t = 2.776445.
    #expect(agree(uncertain.high, 0.752_237, absolute: 1e-6))
    #expect(uncertain.low < known.low)
  }

  @Test func `an area's degrees of freedom are those of the class that its variance comes from`()
    throws
  {
    #expect(DeLong.degrees(1, of: 5, 0, of: 1_000) == 4)
    #expect(DeLong.degrees(0, of: 5, 1, of: 1_000) == 999)
    #expect(DeLong.degrees(1, of: 11, 1, of: 11) == 20)
    #expect(DeLong.degrees(1, of: 1, 1, of: 50) == 1)
    #expect(DeLong.degrees(0, of: 5, 0, of: 5) == .infinity)
    let area = try DeLong.area(positives: [1, 0, 2, 2], negatives: [900, 60, 30, 10])
    #expect(area.degreesOfFreedom > 3.9 && area.degreesOfFreedom < 10)
  }

  @Test func `at a perfect AUC the logit interval falls back to the exact one`() throws {
    let interval = try LogitInterval.interval(value: 1, variance: 0, rows: 10)
    #expect(interval.method == "clopperPearson")
    #expect(agree(interval.low, 1 - 0.308_497_1, absolute: 1e-6))
    #expect(interval.high == 1)
  }

  @Test func `both bootstraps of a proportion cover at about their level`() throws {
    var generator = SeededGenerator(seed: 31)
    for kind in [CountBootstrap.Kind.percentile, .biasCorrectedAccelerated] {
      var covered = 0
      for trial in 0..<200 {
        let counts = MultinomialSampler.draw(rows: 200, weights: [0.3, 0.7], using: &generator)
        let interval = try CountBootstrap.interval(
          counts: counts, draws: 300, seed: UInt64(trial), kind: kind
        ) { Double($0[0]) / 200 }
        if interval.low <= 0.3, 0.3 <= interval.high { covered += 1 }
      }
      // 190 expected; 178 is nearly four standard deviations below.
      #expect(covered >= 178, "\(kind): \(covered) of 200")
    }
  }

  @Test
  func `the paired bootstrap sees a steady small gain that two separate intervals would miss`()
    throws
  {
    var generator = SeededGenerator(seed: 37)
    let errors = (0..<300).map { _ in generator.normal() * 10 }
    let improved = errors.map { $0 - 0.2 + 0.5 * generator.normal() }
    let comparison = try PairedBootstrap.compare(rows: 300, draws: 400) { multiplicities in
      var sum = 0.0
      for (row, count) in multiplicities.enumerated() {
        sum += Double(count) * (errors[row] - improved[row])
      }
      return sum / 300
    }
    #expect(comparison.interval.low > 0)
    #expect(comparison.interval.high < 0.4)
    #expect(comparison.pValue < 0.01)
  }

  @Test func `a seed repeats an interval`() throws {
    let first = try CountBootstrap.interval(counts: [5, 9, 2], seed: 4) { Double($0[1]) }
    let second = try CountBootstrap.interval(counts: [5, 9, 2], seed: 4) { Double($0[1]) }
    #expect(first == second)
  }
}
