import Foundation
import Testing

@testable import Statistics

/// The golden values that `Tests/Fixtures/statistics/generate_counts.py` wrote.
private struct CountGolden: Decodable {
  struct Share: Decodable {
    let count: Int
    let rows: Int
    let low: Double
    let high: Double
  }
  struct Mean: Decodable {
    let values: [Double]
    let counts: [Int]
    let mean: Double
    let low: Double
    let high: Double
  }
  struct Weighted: Decodable {
    let sum: Double
    let squares: Double
    let largest: Double
    let low: Double
    let high: Double
  }
  struct Trend: Decodable {
    let values: [Double]
    let z: Double
    let pValue: Double
  }
  let shares: [Share]
  let means: [Mean]
  let weightedCounts: [Weighted]
  let trends: [Trend]

  static func read() throws -> CountGolden {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/statistics/golden-counts.json")
    return try JSONDecoder().decode(CountGolden.self, from: Data(contentsOf: file))
  }
}

@Suite("Means and sums of counted values")
struct CountedTests {
  @Test("of two values the interval is statsmodels' Jeffreys interval")
  func shares() throws {
    for golden in try CountGolden.read().shares {
      let found = try #require(
        try CountedMeanInterval.estimate(
          values: [0, 1], counts: [golden.rows - golden.count, golden.count]
        ).interval)
      #expect(agree(found.low, golden.low, relative: 1e-9), "\(golden)")
      #expect(agree(found.high, golden.high, relative: 1e-9), "\(golden)")
    }
  }

  @Test("of several values it is what its paper says, in whatever order they come")
  func means() throws {
    for golden in try CountGolden.read().means {
      for isTurned in [false, true] {
        let (values, counts) =
          isTurned
          ? (Array(golden.values.reversed()), Array(golden.counts.reversed()))
          : (golden.values, golden.counts)
        let found = try CountedMeanInterval.estimate(values: values, counts: counts)
        let interval = try #require(found.interval)
        #expect(agree(try #require(found.value), golden.mean, relative: 1e-9))
        #expect(agree(interval.low, golden.low, relative: 1e-9), "\(golden)")
        #expect(agree(interval.high, golden.high, relative: 1e-9), "\(golden)")
      }
    }
  }

  /// A cost of 1,000 in two of a thousand rows: Student's interval of 500 rows covers its mean in
  /// 63 of 100.
  @Test(
    "rare and dear outcomes are covered as promised",
    arguments: [
      ([0.998, 0.002], [0.0, 1_000], 500), ([0.9, 0.05, 0.048, 0.002], [0.0, 1, 2, 1_000], 500),
      ([0.93, 0.05, 0.02], [0.0, 1, -30], 300), ([0.2, 0.1, 0.05, 0.65], [-5.0, 2, 3, -1], 400),
    ])
  func coverage(_ shares: [Double], _ costs: [Double], _ rows: Int) throws {
    let truth = zip(shares, costs).reduce(0) { $0 + $1.0 * $1.1 }
    var generator = SeededGenerator(seed: 41)
    let trials = 4_000
    let covered = try (0..<trials).count { _ in
      let counts = MultinomialSampler.draw(rows: rows, weights: shares, using: &generator)
      let interval = try #require(
        try CountedMeanInterval.estimate(values: costs, counts: counts).interval)
      return interval.low <= truth + 1e-9 && interval.high >= truth - 1e-9
    }
    // Three standard errors of the trials are 0.01; jumps of single rows take a hundredth more.
    #expect(Double(covered) / Double(trials) > 0.93, "\(covered)")
  }

  @Test("no rows, numbers that cannot be added, and one value have their answers")
  func edges() throws {
    #expect(throws: Undefined.self) { try CountedMeanInterval.estimate(values: [1], counts: [0]) }
    #expect(throws: Undefined.self) { try CountedMeanInterval.estimate(values: [], counts: []) }
    for value in [Double.nan, .infinity, .greatestFiniteMagnitude] {
      #expect(throws: Undefined.self) {
        try CountedMeanInterval.estimate(values: [value, -value], counts: [2, 1])
      }
    }
    let one = try CountedMeanInterval.estimate(values: [7], counts: [3])
    #expect(one.value == 7 && one.interval?.low == 7 && one.interval?.high == 7)
  }

  @Test("a weighted count has the exact Poisson interval of statsmodels, and Fay and Feuer's")
  func weighted() throws {
    for golden in try CountGolden.read().weightedCounts {
      let found = try WeightedCountInterval.interval(
        sum: golden.sum, squares: golden.squares, largest: golden.largest)
      #expect(agree(found.low, golden.low, relative: 1e-8), "\(golden)")
      #expect(agree(found.high, golden.high, relative: 1e-8), "\(golden)")
    }
    for bad in [(-1.0, 1.0, 1.0), (.nan, 1, 1), (1, .infinity, 1), (1, 1, 0)] {
      #expect(throws: Undefined.self) {
        try WeightedCountInterval.interval(sum: bad.0, squares: bad.1, largest: bad.2)
      }
    }
  }
}

@Suite("The Mann–Kendall test")
struct MannKendallTests {
  @Test("statistic and p-value are pymannkendall's, ties included")
  func golden() throws {
    for golden in try CountGolden.read().trends {
      let found = try MannKendallTest.test(golden.values)
      #expect(agree(found.statistic, golden.z, relative: 1e-9), "\(golden)")
      #expect(agree(found.pValue, golden.pValue, relative: 1e-9), "\(golden)")
    }
  }

  @Test("turned round, values fall as surely as they rose; a monotone map changes nothing")
  func properties() throws {
    let values = try #require(CountGolden.read().trends.first).values
    let found = try MannKendallTest.test(values)
    #expect(try MannKendallTest.test(values.reversed()).statistic == -found.statistic)
    #expect(try MannKendallTest.test(values.map { $0 * $0 * $0 + 5 }) == found)
  }

  @Test("too few, equal and infinite values have no trend, and it is said why")
  func undefined() {
    #expect(throws: Undefined.self) { try MannKendallTest.test([]) }
    #expect(throws: Undefined.self) { try MannKendallTest.test([1, 2, 3, 4, 5, 6, 7]) }
    #expect(throws: Undefined.self) { try MannKendallTest.test(Array(repeating: 2, count: 9)) }
    #expect(throws: Undefined.self) {
      try MannKendallTest.test([1, 2, 3, 4, 5, 6, 7, .infinity])
    }
  }

  @Test("where nothing changes, no more than the level's share of series has a trend")
  func level() throws {
    var generator = SeededGenerator(seed: 19)
    let trials = 4_000
    let found = try (0..<trials).count { _ in
      try MannKendallTest.test((0..<10).map { _ in generator.normal() }).pValue < 0.05
    }
    #expect(Double(found) / Double(trials) < 0.05 + 3 * (0.05 * 0.95 / Double(trials)).squareRoot())
  }
}
