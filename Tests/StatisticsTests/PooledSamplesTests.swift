import Statistics
import Testing

/// Tests of whether samples share a distribution, against SciPy and against dealing the rows anew.
@Suite struct PooledSamplesTests {
  static func pool(_ recipes: Golden.Recipe...) throws -> PooledSamples {
    try PooledSamples(samples: recipes.map(\.sample))
  }

  @Test func `statistics of two samples equal SciPy's`() throws {
    for golden in Golden.values.samples.pairs {
      let pool = try Self.pool(golden.first, golden.second)
      let label = "\(golden.first), \(golden.second)"
      #expect(
        agree(try EnergyTest.test(pool, deals: 1).statistic, golden.energy, absolute: 1e-12),
        "\(label)")
      #expect(try MannWhitneyTest.test(pool).statistic == golden.mannWhitney, "\(label)")
      #expect(
        agree(AndersonDarlingTest.test(pool, deals: 1).statistic, golden.andersonDarling),
        "\(label)")
      #expect(
        agree(try CramerVonMisesTest.test(pool, deals: 1).statistic, golden.cramerVonMises),
        "\(label)")
    }
  }

  @Test func `Mann–Whitney's p-values equal SciPy's, exact and in the limit`() throws {
    var methods: Set<String> = []
    for golden in Golden.values.samples.pairs {
      let outcome = try MannWhitneyTest.test(Self.pool(golden.first, golden.second))
      methods.insert(outcome.method)
      #expect(
        agree(outcome.pValue, golden.mannWhitneyP),
        "\(golden.first), \(golden.second): \(outcome.pValue), not \(golden.mannWhitneyP)")
    }
    #expect(methods == ["exact", "asymptotic"])
  }

  @Test func `Cramér–von Mises p-values without ties equal SciPy's`() throws {
    var methods: Set<String> = []
    for golden in Golden.values.samples.pairs {
      guard let expected = golden.cramerVonMisesP else { continue }
      let outcome = try CramerVonMisesTest.test(Self.pool(golden.first, golden.second))
      methods.insert(outcome.method)
      // SciPy takes the limit as one minus a series: its own error is about 1e-6.
      let relative = outcome.method == "exact" ? 1e-9 : 1e-4
      #expect(
        agree(outcome.pValue, expected, relative: relative, absolute: 2e-6),
        "\(golden.first), \(golden.second): \(outcome.pValue), not \(expected)")
    }
    #expect(methods == ["exact", "asymptotic"])
  }

  @Test func `the Anderson–Darling test of many samples equals SciPy's`() throws {
    for golden in Golden.values.samples.sets {
      let pool = try PooledSamples(samples: golden.samples.map(\.sample))
      let outcome = AndersonDarlingTest.test(pool)
      #expect(agree(outcome.statistic, golden.statistic))
      switch golden.pValue {
      case 0.25: #expect(outcome.pValue > 0.23)
      case 0.001: #expect(outcome.pValue < 0.0011)
      default:
        // SciPy interpolates between seven tabulated points.
        #expect(
          agree(outcome.pValue, golden.pValue, relative: 0.1),
          "\(golden.samples.count) samples: \(outcome.pValue), not \(golden.pValue)")
      }
    }
  }

  @Test func `p-values with ties equal those of dealing the rows anew, within chance`() throws {
    for golden in Golden.values.samples.deals {
      let pool = try Self.pool(golden.first, golden.second)
      func check(_ outcome: TestOutcome, _ expected: Double) {
        // Both sides deal: 4,000 deals there, until 50 are as extreme here; limits are off by a
        // little.
        let error = 4 * (expected * (1 - expected) * (1 / 4_000.0 + expected / 50)).squareRoot()
        #expect(
          (outcome.pValue - expected).magnitude <= error + 0.06 * expected + 0.001,
          "\(golden.first), \(golden.second): \(outcome), not \(expected)")
      }
      check(AndersonDarlingTest.test(pool), golden.andersonDarlingP)
      check(try CramerVonMisesTest.test(pool), golden.cramerVonMisesP)
      check(try EnergyTest.test(pool), golden.energyP)
    }
  }

  @Test func `constants and single rows have p-values of one, and empty samples none`() throws {
    for samples in [[[2.0, 2], [2.0, 2, 2]], [[1.0], [1.0]], [[1.0], [2.0]]] {
      let pool = try PooledSamples(samples: samples)
      #expect(AndersonDarlingTest.test(pool).pValue == 1)
      #expect(try CramerVonMisesTest.test(pool).pValue == 1)
      #expect(try EnergyTest.test(pool).pValue == 1)
      #expect(try MannWhitneyTest.test(pool).pValue == 1)
    }
    #expect(throws: Undefined("the sample has no rows")) {
      try PooledSamples(samples: [[1.0], []])
    }
    #expect(throws: Undefined("the sample holds not-a-number")) {
      try PooledSamples(samples: [[1.0], [.nan]])
    }
    #expect(throws: Undefined("there are fewer than two samples")) {
      try PooledSamples(samples: [[1.0]])
    }
    #expect(throws: Undefined.self) { try PooledSamples(values: [1], counts: [[.max], [.max]]) }
    #expect(throws: Undefined.self) {
      try PooledSamples(values: [2, 1], counts: [[1, 1], [1, 1]])
    }
    let three = try PooledSamples(samples: [[1.0], [2.0], [3.0]])
    #expect(throws: Undefined("the test is for two samples, not 3")) {
      try CramerVonMisesTest.test(three)
    }
    #expect(throws: Undefined.self) { try MannWhitneyTest.test(three) }
    let infinite = try PooledSamples(samples: [[1.0], [.infinity]])
    #expect(throws: Undefined.self) { try EnergyTest.test(infinite) }
    #expect(AndersonDarlingTest.test(infinite).pValue == 1)
  }

  @Test func `billions of rows in few cells are tested without losing a p-value`() throws {
    let million = 1_000_000_000
    let pool = try PooledSamples(
      values: [0, 1, 2],
      counts: [[million, million, million], [million, million + 90_000, million]])
    for outcome in [
      AndersonDarlingTest.test(pool), try CramerVonMisesTest.test(pool), try EnergyTest.test(pool),
      try MannWhitneyTest.test(pool),
    ] {
      #expect(outcome.statistic.isFinite && (0...1).contains(outcome.pValue), "\(outcome)")
    }
  }

  @Test func `bins never hide more than the error bounds`() throws {
    var generator = SeededGenerator(seed: 5)
    for shift in [0.0, 0.4, 1.5] {
      for _ in 0..<20 {
        let samples = [
          (0..<80).map { _ in generator.normal() },
          (0..<55).map { _ in generator.normal() + shift },
        ]
        let exact = try PooledSamples(samples: samples)
        let middles = (0..<14).map { (Double($0) + 0.5) / 2 - 3.5 }
        let binned = try PooledSamples(
          values: middles,
          counts: samples.map { sample in
            var counts = [Int](repeating: 0, count: 14)
            for value in sample { counts[max(0, min(13, Int((value + 3.5) * 2)))] += 1 }
            return counts
          }, widths: [Double](repeating: 0.5, count: 14))
        for (inner, outer) in [
          (AndersonDarlingTest.test(binned), AndersonDarlingTest.test(exact)),
          (try CramerVonMisesTest.test(binned), try CramerVonMisesTest.test(exact)),
          (try EnergyTest.test(binned), try EnergyTest.test(exact)),
          (try MannWhitneyTest.test(binned), try MannWhitneyTest.test(exact)),
        ] {
          let bound = try #require(inner.errorBound)
          #expect((inner.statistic - outer.statistic).magnitude <= bound + 1e-9)
          #expect(outer.errorBound == 0)
        }
      }
    }
  }

  @Test func `the larger sample's effect is above a half, with an interval around it`() throws {
    let pool = try PooledSamples(samples: [[1, 2, 3, 4, 5], [3, 4, 5, 6, 7]])
    let effect = try MannWhitneyTest.effect(pool)
    // Of 25 pairs the second is larger in 19, and 3 are ties.
    #expect(agree(try #require(effect.value), 20.5 / 25))
    let interval = try #require(effect.interval)
    // Student's t of about eight degrees: a half is not excluded by ten values.
    #expect(interval.low > 0.3 && interval.low < 0.5 && interval.high > 0.9 && interval.high < 1)
    let single = try MannWhitneyTest.effect(PooledSamples(samples: [[1.0], [2.0]]))
    #expect(single.value == 1 && single.interval == nil && single.note != nil)
  }

  @Test func `weighted sums of chi-squares equal their closed forms far into the tail`() throws {
    for x in [0.01, 0.5, 2, 9, 40, 300, 900] {
      // Equal weights add their degrees.
      let equal = try WeightedChiSquareDistribution(weights: [1, 1, 1], degrees: 1)
      #expect(
        agree(equal.survival(x), ChiSquareDistribution(degrees: 3).survival(x), relative: 1e-9),
        "\(x): \(equal.survival(x))")
      // Two exponentials of means 2 and 0.5.
      let two = try WeightedChiSquareDistribution(weights: [0.25, 1], degrees: 2)
      #expect(
        agree(two.survival(x), Self.hypoexponential(x), relative: 1e-9), "\(x): \(two.survival(x))")
    }
    let many = try WeightedChiSquareDistribution(weights: [3, 2, 1], degrees: 1)
    #expect(many.survival(-1) == 1 && many.survival(.infinity) == 0 && many.survival(.nan).isNaN)
    #expect(throws: Undefined.self) { try WeightedChiSquareDistribution(weights: [0], degrees: 1) }
  }

  static func hypoexponential(_ x: Double) -> Double {
    let slow = ChiSquareDistribution(degrees: 2).survival(x)
    let fast = ChiSquareDistribution(degrees: 2).survival(x / 0.25)
    return (slow - 0.25 * fast) / 0.75
  }

  @Test func `three sets are compared at once, and the odd one is named`() throws {
    var generator = SeededGenerator(seed: 8)
    func draw(_ rows: Int, _ weights: [Double]) -> [Int] {
      MultinomialSampler.draw(rows: rows, weights: weights, using: &generator)
    }
    let usual = [5.0, 3, 2]
    let same = try LargestGapToPooled.categories([
      draw(8_000, usual), draw(2_000, usual), draw(1_000, usual),
    ])
    #expect(try #require(same.largest.interval).high < 0.1)
    let odd = try LargestGapToPooled.categories([
      draw(8_000, usual), draw(2_000, usual), draw(1_000, [2, 3, 5]),
    ])
    #expect(odd.mostDifferent == 2)
    let interval = try #require(odd.largest.interval)
    // 0.3 from the others, which are ten elevenths of the pool.
    #expect(interval.low < 0.3 * 10 / 11 && interval.high > 0.3 * 10 / 11 && interval.low > 0.2)
    let ordered = try LargestGapToPooled.ordered(
      [draw(8_000, usual), draw(2_000, usual), draw(1_000, [2, 3, 5])], binned: false)
    #expect(ordered.mostDifferent == 2)
    #expect(throws: Undefined.self) { try LargestGapToPooled.categories([[1, 2]]) }
    #expect(throws: Undefined.self) { try LargestGapToPooled.categories([[1, 2], [0, 0]]) }
    #expect(throws: Undefined.self) { try LargestGapToPooled.categories([[1, 2], [1]]) }
  }
}

@Suite struct MaximumMeanDiscrepancyTests {
  static func rows(
    _ count: Int, shift: Double, dimensions: Int = 5, _ generator: inout SeededGenerator
  ) -> [[Double]] {
    (0..<count).map { _ in
      (0..<dimensions).map { $0 == 0 ? generator.normal() + shift : generator.normal() }
    }
  }

  @Test func `a shift of one dimension of five is found, none is not`() throws {
    var generator = SeededGenerator(seed: 11)
    var alarms = 0
    for trial in 0..<20 {
      let same = try MaximumMeanDiscrepancy.test(
        Self.rows(100, shift: 0, &generator), Self.rows(80, shift: 0, &generator), deals: 99,
        seed: UInt64(trial))
      if same.pValue < 0.05 { alarms += 1 }
    }
    #expect(alarms <= 4)
    let moved = try MaximumMeanDiscrepancy.test(
      Self.rows(300, shift: 0, &generator), Self.rows(300, shift: 1, &generator))
    #expect(moved.pValue <= 0.01)
  }

  @Test func `random waves come near the kernel that they stand for`() throws {
    // Two points two apart: the median distance of rows that differ is 2, so that the kernel is
    // e^-½.
    let outcome = try MaximumMeanDiscrepancy.test(
      [[0], [0], [0]], [[2], [2], [2]], features: 20_000, deals: 1)
    #expect(agree(outcome.statistic, 2 - 2 * 0.606_530_659_7, absolute: 0.03))
  }

  @Test func `numbers of any size give a p-value, and what is no number a reason`() throws {
    let huge = try MaximumMeanDiscrepancy.test(
      [[1e308, 0], [-1e308, 1]], [[1e308, 2], [1e307, 3]], deals: 19)
    #expect((0...1).contains(huge.pValue))
    let tiny = try MaximumMeanDiscrepancy.test(
      [[Double.leastNonzeroMagnitude], [0]], [[0], [0]], deals: 19)
    #expect((0...1).contains(tiny.pValue))
    #expect(throws: Undefined("a sample has fewer than two rows")) {
      try MaximumMeanDiscrepancy.test([[1]], [[1], [2]])
    }
    #expect(throws: Undefined.self) {
      try MaximumMeanDiscrepancy.test([[1], [2, 3]], [[1], [2]])
    }
    #expect(throws: Undefined.self) { try MaximumMeanDiscrepancy.test([[], []], [[], []]) }
    #expect(throws: Undefined("a number is not finite")) {
      try MaximumMeanDiscrepancy.test([[1], [.nan]], [[1], [2]])
    }
  }
}
