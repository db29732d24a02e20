import Testing

@testable import Statistics

@Suite("Sampling with known probabilities")
struct SamplingTests {
  static func draw(_ probabilities: [Double], strata: [Int]? = nil, seed: UInt64) -> [Int] {
    var sample = PivotalSample(seed: seed)
    for (row, probability) in probabilities.enumerated() {
      sample.add(row, probability: probability, stratum: strata?[row] ?? 0)
    }
    return sample.finish().map(\.row)
  }

  @Test("A whole sum of probabilities gives exactly so many rows", arguments: 1...40 as ClosedRange)
  func fixedSize(seed: Int) {
    let probabilities = (0..<1_000).map { 0.02 + 0.00012 * Double($0 % 500) }
    let sum = probabilities.reduce(0, +)
    let scaled = probabilities.map { $0 * 50 / sum }
    #expect(Self.draw(scaled, seed: UInt64(seed)).count == 50)
  }

  @Test("Rows are chosen as often as their probabilities say")
  func inclusion() {
    let probabilities = [0.05, 0.9, 0.3, 0.3, 0.45, 1, 0.5, 0.25, 0.25, 0.0]
    var counts = [Int](repeating: 0, count: probabilities.count)
    let draws = 20_000
    for seed in 0..<draws {
      for row in Self.draw(probabilities, seed: UInt64(seed)) { counts[row] += 1 }
    }
    for (count, probability) in zip(counts, probabilities) {
      let deviation = (probability * (1 - probability) / Double(draws)).squareRoot()
      // Five standard deviations: ten rows fail by chance once in 170,000 runs, and seeds are
      // fixed.
      #expect((Double(count) / Double(draws) - probability).magnitude <= 5 * deviation)
    }
  }

  @Test("A stratum gets the whole number of rows next to the sum of its probabilities")
  func strata() {
    let strata = (0..<600).map { $0 % 3 }
    let probabilities = strata.map { [0.1, 0.025, 0.0625][$0] }
    for seed in 1...20 as ClosedRange<UInt64> {
      let rows = Self.draw(probabilities, strata: strata, seed: seed)
      let counts = (0..<3).map { stratum in rows.count { strata[$0] == stratum } }
      #expect(counts[0] == 20)
      #expect(counts[1] == 5)
      #expect([12, 13].contains(counts[2]))
    }
  }

  @Test("Neighbours in the data are chosen together about as often as strangers")
  func neighbours() {
    // Every second row is alike: rows that dueled with their neighbour would be chosen in turns.
    var odd: [Double] = []
    for seed in 0..<400 {
      let rows = Self.draw([Double](repeating: 0.02, count: 5_000), seed: UInt64(seed))
      odd.append(Double(rows.count { $0 % 2 == 1 }))
    }
    let mean = odd.reduce(0, +) / 400
    let variance = odd.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
    // 100 rows drawn at random: variance 100 · ¼ · (1 − 0.02) = 24.5; its own error is about 1.7.
    #expect((mean - 50).magnitude < 1.5)
    #expect(variance > 17 && variance < 33)
  }

  static func rule(
    _ sizes: [Double], sample: Int, share: Double
  ) throws -> ProportionalInclusion {
    var all = ProportionalInclusion.Sizes(sample: sample)
    for size in sizes { all.add(size) }
    return try all.rule(randomShare: share)
  }

  @Test(
    "Probabilities sum to the sample, whatever the sizes and the random share",
    arguments: [
      ([1, 1, 2, 4], 2), ([0, 0, 0, 5], 2), ([100, 100, 1, 1, 1], 3), ([0, 0, 0, 0], 3),
      ([1e300, 1e300, 1, 0], 2), ((0..<300).map { Double($0 * $0) }, 250),
    ] as [([Double], Int)], [0.05, 0.2, 0.5, 1])
  func sum(of sizes: ([Double], Int), share: Double) throws {
    let rule = try Self.rule(sizes.0, sample: sizes.1, share: share)
    let probabilities = sizes.0.map { rule.probability($0) }
    #expect((probabilities.reduce(0, +) - Double(sizes.1)).magnitude < 1e-9)
    let floor = share * Double(sizes.1) / Double(sizes.0.count)
    #expect(probabilities.allSatisfy { $0 >= floor * (1 - 1e-12) && $0 <= 1 })
  }

  @Test("A larger size is never less likely, and a sample of all rows is certain")
  func monotone() throws {
    let sizes = (0..<100).map { Double($0 % 17) }
    let rule = try Self.rule(sizes, sample: 30, share: 0.2)
    let ordered = sizes.sorted().map { rule.probability($0) }
    #expect(zip(ordered, ordered.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(try Self.rule(sizes, sample: 100, share: 0.2).probability(0) == 1)
    #expect(throws: Undefined.self) { try Self.rule([], sample: 3, share: 0.2) }
  }

  @Test(
    "Strata give what they have, and all of it together is the sample",
    arguments: [
      ([90, 10], 10, 0.0, [9, 1]), ([90, 10], 10, 1.0, [5, 5]), ([90, 10], 60, 1.0, [50, 10]),
      ([3, 0, 5], 100, 0.8, [3, 0, 5]), ([1_000, 1, 1], 5, 0.0, [3, 1, 1]),
      ([5, 5, 5], 7, 1.0, [3, 2, 2]), ([10, 10], 1, 1.0, [1, 0]),
    ])
  func allocation(strata: [Int], sample: Int, even: Double, expected: [Int]) {
    #expect(StratumAllocation.rows(strata, sample: sample, evenShare: even) == expected)
  }
}
