import Foundation
import Statistics
import Testing

@Suite struct RandomTests {
  @Test func `one seed gives the published sequences`() {
    // Reference values: the authors' C sources of SplitMix64 and xoshiro256**, run for seed
    // 1234567.
    var split = SplitMix64(seed: 1_234_567)
    #expect(split.next() == 6_457_827_717_110_365_317)
    #expect(split.next() == 3_203_168_211_198_807_973)
    var a = SeededGenerator(seed: 7)
    var b = SeededGenerator(seed: 7)
    #expect((0..<100).allSatisfy { _ in a.next() == b.next() })
  }

  @Test func `a split stream differs from its source`() {
    var source = SeededGenerator(seed: 7)
    var split = source.split()
    #expect((0..<100).allSatisfy { _ in source.next() != split.next() })
  }

  /// The chi-square statistic of draws against a distribution stays below its 1 − 1e-6 quantile.
  private func follows(
    _ draws: [Int], mass: (Int) -> Double, _ comment: Comment,
    location: SourceLocation = #_sourceLocation
  ) {
    var observed: [Int: Int] = [:]
    for draw in draws { observed[draw, default: 0] += 1 }
    let n = Double(draws.count)
    var statistic = 0.0
    var degrees = -1.0
    var pooledExpected = 0.0
    var pooledObserved = 0.0
    for value in 0...((draws.max() ?? 0) + 1) {
      let expected = n * mass(value)
      let count = Double(observed[value] ?? 0)
      if expected < 8 {
        pooledExpected += expected
        pooledObserved += count
      } else {
        statistic += (count - expected) * (count - expected) / expected
        degrees += 1
      }
    }
    if pooledExpected > 8 {
      statistic +=
        (pooledObserved - pooledExpected) * (pooledObserved - pooledExpected) / pooledExpected
      degrees += 1
    }
    let p = ChiSquareDistribution(degrees: max(1, degrees)).survival(statistic)
    #expect(p > 1e-6, comment, sourceLocation: location)
  }

  @Test(arguments: [(1, 0.5), (20, 0.1), (30, 0.9), (40, 0.4), (1_000, 0.013), (5_000, 0.7)])
  func `binomial draws follow their distribution`(trials: Int, probability: Double) {
    var generator = SeededGenerator(seed: 13)
    let draws = (0..<40_000).map { _ in
      BinomialSampler.draw(trials: trials, probability: probability, using: &generator)
    }
    let distribution = BinomialDistribution(trials: trials, probability: probability)
    follows(draws, mass: { distribution.mass($0) }, "\(trials) × \(probability)")
  }

  @Test(arguments: [(3, 4, 2), (50, 70, 30), (5, 1_000, 400), (500, 300, 600)])
  func `hypergeometric draws follow their distribution`(marked: Int, unmarked: Int, drawn: Int) {
    var generator = SeededGenerator(seed: 17)
    let draws = (0..<40_000).map { _ in
      HypergeometricSampler.draw(
        marked: marked, unmarked: unmarked, drawn: drawn, using: &generator)
    }
    follows(
      draws,
      mass: { count in
        func choose(_ n: Int, _ k: Int) -> Double { LogGamma.binomialCoefficient(n, k) }
        let exponent =
          choose(marked, count) + choose(unmarked, drawn - count) - choose(marked + unmarked, drawn)
        return exponent.isFinite ? Foundation.exp(exponent) : 0
      }, "\(marked), \(unmarked), \(drawn)")
  }

  @Test func `multinomial draws keep the rows and the weights`() {
    var generator = SeededGenerator(seed: 19)
    let weights = [0.0, 1, 2, 0, 5, 2]
    var sums = [0.0, 0, 0, 0, 0, 0]
    for _ in 0..<5_000 {
      let counts = MultinomialSampler.draw(rows: 100, weights: weights, using: &generator)
      #expect(counts.reduce(0, +) == 100)
      for cell in counts.indices { sums[cell] += Double(counts[cell]) }
    }
    for (sum, weight) in zip(sums, weights) {
      #expect((sum / 500_000 - weight / 10).magnitude < 0.004)
    }
  }

  @Test func `normal draws have mean 0, deviation 1 and normal tails`() {
    var generator = SeededGenerator(seed: 23)
    let draws = (0..<100_000).map { _ in generator.normal() }
    let mean = draws.reduce(0, +) / 100_000
    #expect(mean.magnitude < 0.016)
    let tail = draws.filter { $0.magnitude > 1.959964 }.count
    #expect((4_650...5_350).contains(tail))
  }
}
