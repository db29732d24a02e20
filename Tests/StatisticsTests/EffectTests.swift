import Statistics
import Testing

@Suite struct EffectTests {
  @Test
  func `an unchanged column is not called drifted, however few the rows or many the categories`()
    throws
  {
    var generator = SeededGenerator(seed: 41)
    for categories in [2, 5, 20, 100] {
      for (n, m) in [(50, 50), (200, 200), (1_000, 1_000), (20_000, 20_000), (2_000, 50)] {
        let shares = [Double](repeating: 1, count: categories)
        var above = 0
        var drifted = 0
        for _ in 0..<40 {
          let a = MultinomialSampler.draw(rows: n, weights: shares, using: &generator)
          let b = MultinomialSampler.draw(rows: m, weights: shares, using: &generator)
          let estimate = try TotalVariationEffect.estimate(reference: a, current: b)
          let interval = try #require(estimate.interval)
          if interval.low > 0 { above += 1 }
          if interval.low > 0.1 { drifted += 1 }
        }
        // At most 2.5 % of intervals may leave zero: of 40, six or more have a chance of 0.0004.
        #expect(above <= 5, "\(categories) categories, \(n) and \(m) rows: \(above) of 40")
        #expect(drifted <= 5)
      }
    }
  }

  @Test func `the interval covers a known total variation`() throws {
    var generator = SeededGenerator(seed: 43)
    let reference = [0.3, 0.25, 0.2, 0.15, 0.1]
    let current = [0.15, 0.25, 0.2, 0.15, 0.25]
    for (n, m) in [(200, 200), (1_000, 300), (20_000, 20_000)] {
      var missed = 0
      for _ in 0..<100 {
        let a = MultinomialSampler.draw(rows: n, weights: reference, using: &generator)
        let b = MultinomialSampler.draw(rows: m, weights: current, using: &generator)
        let interval = try #require(
          try TotalVariationEffect.estimate(reference: a, current: b).interval)
        if interval.low > 0.15 || interval.high < 0.15 { missed += 1 }
      }
      // Five expected at most; thirteen have a chance of 0.001.
      #expect(missed <= 12, "\(n), \(m): \(missed) of 100")
    }
  }

  @Test(arguments: [0, 0.2, 0.5])
  func `with far more categories than rows the interval still holds the truth`(truth: Double)
    throws
  {
    var generator = SeededGenerator(seed: 59)
    // The second half of the categories loses what the first half gains; 0.5 empties it.
    for (categories, rows) in [(10_000, 1_000), (10_000, 10_000), (100_000, 10_000)] {
      let even = [Double](repeating: 1, count: categories)
      let current = even.indices.map { 1 + ($0 < categories / 2 ? 2 * truth : -2 * truth) }
      for _ in 0..<4 {
        let a = MultinomialSampler.draw(rows: rows, weights: even, using: &generator)
        let b = MultinomialSampler.draw(rows: rows, weights: current, using: &generator)
        let estimate = try TotalVariationEffect.estimate(reference: a, current: b)
        let interval = try #require(estimate.interval)
        let value = try #require(estimate.value)
        #expect(interval.low <= truth && truth <= interval.high, "\(categories), \(rows)")
        #expect(interval.low <= value && value <= interval.high)
      }
    }
  }

  @Test func `with about two rows a category the value is near the truth`() throws {
    var generator = SeededGenerator(seed: 71)
    let even = [Double](repeating: 1, count: 10_000)
    for (truth, error) in [(0, 0.03), (0.5, 0.05)] {
      let current = even.indices.map { 1 + ($0 < 5_000 ? 2 * truth : -2 * truth) }
      let a = MultinomialSampler.draw(rows: 10_000, weights: even, using: &generator)
      let b = MultinomialSampler.draw(rows: 10_000, weights: current, using: &generator)
      let estimate = try TotalVariationEffect.estimate(reference: a, current: b)
      let value = try #require(estimate.value)
      #expect((value - truth).magnitude < error, "\(value)")
      let interval = try #require(estimate.interval)
      // Half of the rows moved: a fifth of that is proved although no single category shows it.
      #expect(truth == 0 ? interval.low == 0 : interval.low > truth / 5)
    }
  }

  @Test func `among very many categories some are far apart by chance, and nothing is made of it`()
    throws
  {
    var generator = SeededGenerator(seed: 73)
    let even = [Double](repeating: 1, count: 50_000)
    for _ in 0..<3 {
      let a = MultinomialSampler.draw(rows: 1_000_000, weights: even, using: &generator)
      let b = MultinomialSampler.draw(rows: 1_000_000, weights: even, using: &generator)
      let estimate = try TotalVariationEffect.estimate(reference: a, current: b)
      #expect(try #require(estimate.interval).low == 0)
    }
  }

  @Test func `few rare categories are not fitted together, and equal ones do not differ`() throws {
    var few = RareCellMixture(try CountPair(reference: [3, 5], current: [4, 2]))
    few.add(reference: 3, current: 4)
    few.add(reference: 5, current: 2)
    #expect(few.distance == nil)
    let counts = (0..<100).map { 1 + $0 % 15 }
    let pair = try CountPair(reference: counts, current: counts)
    var equal = RareCellMixture(pair)
    for count in counts { equal.add(reference: count, current: count) }
    #expect(equal.distance == 0)
  }

  @Test func `many rare categories together leave less possible than each alone`() throws {
    var generator = SeededGenerator(seed: 61)
    let even = [Double](repeating: 1, count: 20_000)
    let a = MultinomialSampler.draw(rows: 60_000, weights: even, using: &generator)
    let b = MultinomialSampler.draw(rows: 60_000, weights: even, using: &generator)
    let plugIn = try TotalVariationDistance.measure(reference: a, current: b)
    let interval = try #require(
      try TotalVariationEffect.estimate(reference: a, current: b).interval)
    #expect(interval.low == 0)
    #expect(interval.high < 0.8 * plugIn)
  }

  @Test func `a clear drift is found, and one new category among a hundred too`() throws {
    var generator = SeededGenerator(seed: 47)
    let even = [Double](repeating: 0.01, count: 100)
    let emerged = even.enumerated().map { $0 == 7 ? 0.01 * 0.75 + 0.25 : $1 * 0.75 }
    let a = MultinomialSampler.draw(rows: 1_000, weights: even, using: &generator)
    let b = MultinomialSampler.draw(rows: 1_000, weights: emerged, using: &generator)
    let interval = try #require(
      try TotalVariationEffect.estimate(reference: a, current: b).interval)
    #expect(interval.low > 0.1)
  }

  @Test func `the Kolmogorov–Smirnov effect covers a known gap and stays quiet without one`() throws
  {
    var generator = SeededGenerator(seed: 53)
    // Two normals one half apart: the gap is 2Φ(¼) − 1.
    let truth = 2 * NormalDistribution.cumulative(0.25) - 1
    for rows in [50, 200, 1_000] {
      var missed = 0
      var alarms = 0
      for _ in 0..<100 {
        let a = (0..<rows).map { _ in generator.normal() }
        let b = (0..<rows).map { _ in generator.normal() }
        let unchanged = try #require(
          try KolmogorovSmirnovEffect.estimate(reference: a, current: b).interval)
        if unchanged.low > 0 { alarms += 1 }
        let moved = try #require(
          try KolmogorovSmirnovEffect.estimate(reference: a, current: b.map { $0 + 0.5 }).interval)
        if moved.low > truth || moved.high < truth { missed += 1 }
      }
      #expect(alarms <= 12, "\(rows) rows: \(alarms) of 100")
      #expect(missed <= 12, "\(rows) rows: \(missed) of 100")
    }
  }

  @Test func `a histogram widens the interval by what its bins may hide`() throws {
    let effect = try KolmogorovSmirnovEffect.estimate(reference: [500, 500], current: [500, 500])
    #expect(effect.value == 0)
    #expect(try #require(effect.interval).high > 0.5)
  }

  @Test func `resampled effects cover the distances of known distributions`() throws {
    var generator = SeededGenerator(seed: 59)
    let reference = [0.4, 0.3, 0.2, 0.1]
    let current = [0.25, 0.25, 0.25, 0.25]
    for distance in [
      PopulationStabilityIndex.self, JensenShannonDistance.self, HellingerDistance.self,
    ] as [any CountDistance.Type] {
      let truth = try distance.measure(reference: [40, 30, 20, 10], current: [25, 25, 25, 25])
      var missed = 0
      var positive = 0
      for trial in 0..<60 {
        let a = MultinomialSampler.draw(rows: 400, weights: reference, using: &generator)
        let b = MultinomialSampler.draw(rows: 300, weights: current, using: &generator)
        let same = MultinomialSampler.draw(rows: 300, weights: reference, using: &generator)
        let moved = try #require(
          try CountEffect.estimate(
            distance, reference: a, current: b, draws: 200, seed: UInt64(trial)
          ).interval)
        if moved.low > truth || moved.high < truth { missed += 1 }
        let unchanged = try #require(
          try CountEffect.estimate(
            distance, reference: a, current: same, draws: 200, seed: UInt64(trial)
          ).interval)
        if unchanged.low > 0 { positive += 1 }
      }
      #expect(missed <= 9, "\(distance.card.id): \(missed) of 60")
      #expect(positive <= 6, "\(distance.card.id): \(positive) of 60")
    }
  }

  @Test func `an effect of nothing is undefined`() {
    #expect(throws: Undefined.self) {
      try TotalVariationEffect.estimate(reference: [0, 0], current: [1, 1])
    }
    #expect(throws: Undefined.self) {
      try KolmogorovSmirnovEffect.estimate(reference: [] as [Double], current: [1])
    }
    #expect(throws: Undefined.self) {
      try CountEffect.estimate(HellingerDistance.self, reference: [1], current: [1, 2])
    }
  }

  @Test func `extreme tables give finite answers`() throws {
    for (a, b) in [
      ([1], [1]), ([1, 0], [0, 1]), ([Int.max / 2, 1], [1, Int.max / 2]),
      ([1_000_000_000, 1_000_000_000], [999_999_999, 1_000_000_001]),
      ([Int](repeating: 1, count: 3_000), [Int](repeating: 2, count: 3_000)),
    ] {
      let estimate = try TotalVariationEffect.estimate(reference: a, current: b)
      let interval = try #require(estimate.interval)
      let value = try #require(estimate.value)
      #expect(interval.low <= value && value <= interval.high, "\(a.prefix(3)): \(estimate)")
      #expect((0...1).contains(interval.low) && (0...1).contains(interval.high))
    }
  }
}
