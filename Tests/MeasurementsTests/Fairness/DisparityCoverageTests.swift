import Measurements
import Statistics
import Testing

@Suite("Coverage of disparities")
struct DisparityCoverageTests {
  /// A population: each group's rows and shares of the four cells.
  struct World: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rows: [Int]
    let weights: [[Double]]
  }

  static let equal = [0.2, 0.1, 0.1, 0.6]
  static let worlds = [
    World(testDescription: "two equal groups", rows: [400, 400], weights: [equal, equal]),
    World(
      testDescription: "six equal groups, some small", rows: [2000, 500, 200, 100, 60, 40],
      weights: Array(repeating: equal, count: 6)),
    World(
      testDescription: "two groups apart", rows: [300, 200],
      weights: [[0.3, 0.1, 0.1, 0.5], [0.15, 0.05, 0.2, 0.6]]),
    World(
      testDescription: "four groups, one apart", rows: [800, 300, 150, 80],
      weights: [equal, equal, equal, [0.1, 0.05, 0.2, 0.65]]),
    World(
      testDescription: "rare positives", rows: [1000, 400, 300],
      weights: [
        [0.02, 0.02, 0.02, 0.94], [0.02, 0.02, 0.02, 0.94], [0.03, 0.04, 0.01, 0.92],
      ]),
  ]

  static let disparities = Disparity.all.filter {
    [
      "demographicParityDifference", "demographicParityRatio", "equalizedOddsDifference",
      "equalizedOddsRatio", "accuracyDifference",
    ].contains($0.key)
  }

  private func truth(_ disparity: Disparity, _ world: World) throws -> Double {
    let population = world.weights.map { shares in
      let counts = shares.map { Int(($0 * 10_000).rounded()) }
      return ConfusionCells(
        truePositives: counts[0], falsePositives: counts[1], falseNegatives: counts[2],
        trueNegatives: counts[3])
    }
    return try disparity.value(
      disparity.rates.map { rate in
        population.map { Double(rate.counts($0).successes) / Double(rate.counts($0).rows) }
      })
  }

  /// 300 data sets: a true coverage of 0.95 shows less than 0.915 once in 200 times.
  @Test("intervals hold the truth at least as often as they say", arguments: worlds)
  func coverage(world: World) throws {
    let sets = 300
    var held: [String: Int] = [:]
    var bias: [String: (plain: Double, corrected: Double)] = [:]
    var generator = SeededGenerator(seed: 11)
    let truths = try Self.disparities.map { try truth($0, world) }
    for number in 0..<sets {
      let cells = zip(world.rows, world.weights).map { rows, weights in
        let counts = MultinomialSampler.draw(rows: rows, weights: weights, using: &generator)
        return ConfusionCells(
          truePositives: counts[0], falsePositives: counts[1], falseNegatives: counts[2],
          trueNegatives: counts[3])
      }
      let results = DisparityMeasurement(
        cells: cells, level: 0.95, draws: 200, seed: UInt64(number)
      ).measure(Self.disparities)
      for (place, disparity) in Self.disparities.enumerated() {
        guard let interval = results[place].estimate.interval,
          let value = results[place].estimate.value, let corrected = results[place].corrected
        else {
          // No answer is no false one.
          held[disparity.key, default: 0] += 1
          continue
        }
        // Rounding of the truth must not decide about an end that is exactly 0 or 1.
        if interval.low <= truths[place] + 1e-12, truths[place] - 1e-12 <= interval.high {
          held[disparity.key, default: 0] += 1
        }
        bias[disparity.key, default: (0, 0)].plain += (value - truths[place]) / Double(sets)
        bias[disparity.key, default: (0, 0)].corrected +=
          (corrected - truths[place]) / Double(sets)
      }
    }
    for key in Self.disparities.map(\.key) {
      let share = Double(held[key] ?? 0) / Double(sets)
      #expect(share >= 0.915, "\(key): \(share)")
    }
    let gap = try #require(bias["demographicParityDifference"])
    #expect(gap.corrected.magnitude < max(gap.plain.magnitude, 0.003))
  }
}
