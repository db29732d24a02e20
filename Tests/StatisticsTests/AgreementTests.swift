import Foundation
import Statistics
import Testing

@Suite struct AgreementTests {
  @Test func `the unweighted kappa of a table and of its exchange are one`() throws {
    let table = [[11, 2, 0], [3, 8, 1], [2, 0, 13]]
    let exchanged = table.indices.map { i in table.indices.map { table[$0][i] } }
    for weighting in PairwiseKappa.Weighting.allCases {
      let there = try PairwiseKappa.measure(table, weighting: weighting)
      let back = try PairwiseKappa.measure(exchanged, weighting: weighting)
      #expect(agree(try #require(there.value), try #require(back.value), relative: 1e-12))
      #expect(
        agree(
          try #require(there.interval).low, try #require(back.interval).low, relative: 1e-12))
    }
  }

  @Test func `full agreement on few items is not certainty`() throws {
    let pair = try PairwiseKappa.measure([[3, 0], [0, 2]])
    #expect(pair.value == 1)
    #expect(try #require(pair.interval).low < 0.5)
    #expect(try #require(pair.interval).high == 1)
    let items = JudgedItems(labels: 2, items: [[0, 0], [0, 0, 0], [0, 0], [1, 1], [1, 1]])
    for estimate in [try FleissKappa.measure(items), try KrippendorffAlpha.measure(items)] {
      #expect(estimate.value == 1)
      #expect(try #require(estimate.interval).low < 0.5)
    }
  }

  @Test func `one label everywhere has no kappa and no alpha, but percent agreement`() throws {
    let items = JudgedItems(labels: 2, items: [[1, 1], [1, 1, 1]])
    #expect(throws: Undefined.self) { try FleissKappa.measure(items) }
    #expect(throws: Undefined.self) { try PairwiseKappa.measure([[0, 0], [0, 7]]) }
    for scale in LabelScale.allCases {
      #expect(throws: Undefined.self) { try KrippendorffAlpha.measure(items, scale: scale) }
    }
    #expect(try PercentAgreement.measure(items).value == 1)
  }

  @Test func `without an item of two labels nothing is measured`() {
    let items = JudgedItems(labels: 3, items: [[1], [], [2], [7, 0]])
    #expect(items.unpaired == 4)
    #expect(throws: Undefined.self) { try FleissKappa.measure(items) }
    #expect(throws: Undefined.self) { try KrippendorffAlpha.measure(items) }
    #expect(throws: Undefined.self) { try PercentAgreement.measure(items) }
    #expect(throws: Undefined.self) { try PairwiseKappa.measure([[0, 0], [0, 0]]) }
  }

  @Test func `a ratio scale refuses negative numbers`() {
    let items = JudgedItems(labels: 2, items: [[0, 1], [1, 1]])
    #expect(throws: Undefined.self) {
      try KrippendorffAlpha.measure(items, scale: .ratio, values: [-1, 3])
    }
  }

  @Test func `one item has a value without an interval`() throws {
    let items = JudgedItems(labels: 2, items: [[0, 1, 1]])
    let alpha = try KrippendorffAlpha.measure(items)
    #expect(alpha.value != nil && alpha.interval == nil && alpha.note != nil)
  }

  @Test func `the order of items and of an item's labels changes nothing`() throws {
    var generator = SeededGenerator(seed: 5)
    let given = AgreementSimulation(labels: 3, annotators: 4, share: 0.6).items(40, &generator)
    let one = JudgedItems(labels: 3, items: given)
    let other = JudgedItems(
      labels: 3, items: given.shuffled(using: &generator).map { $0.reversed() })
    #expect(try FleissKappa.measure(one) == FleissKappa.measure(other))
    #expect(try PercentAgreement.measure(one) == PercentAgreement.measure(other))
    for scale in LabelScale.allCases {
      #expect(
        try KrippendorffAlpha.measure(one, scale: scale)
          == KrippendorffAlpha.measure(other, scale: scale))
    }
  }

  @Test func `doubling all items changes no kappa`() throws {
    let given = [[0, 0, 1], [1, 1], [0, 2, 2, 2], [2, 2]]
    let once = JudgedItems(labels: 3, items: given)
    let twice = JudgedItems(labels: 3, items: given + given)
    #expect(
      agree(
        try #require(try FleissKappa.measure(once).value),
        try #require(try FleissKappa.measure(twice).value), relative: 1e-12))
    #expect(
      try PairwiseKappa.measure([[4, 1], [2, 6]]).value
        == PairwiseKappa.measure([[8, 2], [4, 12]]).value)
  }

  @Test func `no value and no interval leaves its range`() throws {
    var generator = SeededGenerator(seed: 6)
    for share in [0.0, 0.5, 0.95] {
      let simulation = AgreementSimulation(labels: 3, annotators: 3, share: share)
      let items = JudgedItems(labels: 3, items: simulation.items(12, &generator))
      for estimate in [try FleissKappa.measure(items), try PercentAgreement.measure(items)] {
        let interval = try #require(estimate.interval)
        #expect(interval.low >= -1 && interval.high <= 1)
      }
      for scale in LabelScale.allCases {
        let estimate = try KrippendorffAlpha.measure(items, scale: scale)
        #expect(try #require(estimate.interval).high <= 1)
      }
    }
    for table in [[[0, 9], [9, 0]], [[9, 0], [0, 1]], [[1, 0], [30, 1]]] {
      let interval = try #require(try PairwiseKappa.measure(table).interval)
      #expect(interval.low >= -1.000_001 && interval.high <= 1)
    }
  }

  @Test func `many distinct patterns get a jackknife interval near the bootstrap's width`() throws {
    var generator = SeededGenerator(seed: 8)
    let simulation = AgreementSimulation(labels: 1_500, annotators: 3, share: 0.7)
    let many = JudgedItems(labels: 1_500, items: simulation.items(30_000, &generator))
    let estimate = try KrippendorffAlpha.measure(many)
    let interval = try #require(estimate.interval)
    #expect(interval.method == "groupedJackknife")
    // Two of three annotators agree when both know: 0.49 of the pairs, each item's mean of three
    // pairs has standard deviation about 0.41, so 1.96 · 0.41 / √30000 on each side.
    #expect((0.005...0.015).contains(interval.high - interval.low))
    #expect(interval.low < 0.49 && interval.high > 0.49)
  }
}

/// Annotators who know an item's label with a probability and otherwise guess.
struct AgreementSimulation {
  let labels: Int
  let annotators: Int
  let share: Double

  /// The agreement beyond chance in the long run: both know.
  var agreement: Double { share * share }

  func items(_ count: Int, _ generator: inout SeededGenerator) -> [[Int]] {
    (0..<count).map { _ in
      let truth = Int.random(in: 0..<labels, using: &generator)
      return (0..<annotators).map { _ in
        generator.uniform() < share ? truth : Int.random(in: 0..<labels, using: &generator)
      }
    }
  }
}

/// Small simulations: 0.95 intervals hold the truth in about that many of 300 samples (three
/// standard errors of the share are 0.038).
@Suite struct AgreementCoverageTests {
  static let samples = 300
  static let expected = 0.90...0.99

  @Test(arguments: [(30, 0.7), (100, 0.9), (100, 0.4)])
  func `kappa of two annotators`(items: Int, share: Double) throws {
    let simulation = AgreementSimulation(labels: 3, annotators: 2, share: share)
    var generator = SeededGenerator(seed: 11)
    var held = 0
    for _ in 0..<Self.samples {
      var table = [[Int]](repeating: [0, 0, 0], count: 3)
      for item in simulation.items(items, &generator) { table[item[0]][item[1]] += 1 }
      let interval = try #require(try PairwiseKappa.measure(table).interval)
      if interval.low <= simulation.agreement, simulation.agreement <= interval.high { held += 1 }
    }
    let coverage = Double(held) / Double(Self.samples)
    #expect(Self.expected.contains(coverage), "\(coverage)")
  }

  @Test(arguments: [(30, 0.7)])
  func `Fleiss' kappa and Krippendorff's alpha`(items: Int, share: Double) throws {
    let simulation = AgreementSimulation(labels: 3, annotators: 3, share: share)
    var generator = SeededGenerator(seed: 12)
    let samples = 100
    var held = (fleiss: 0, nominal: 0)
    func holds(_ estimate: Estimate) throws -> Int {
      let interval = try #require(estimate.interval)
      return interval.low <= simulation.agreement && simulation.agreement <= interval.high ? 1 : 0
    }
    for _ in 0..<samples {
      let given = JudgedItems(labels: 3, items: simulation.items(items, &generator))
      held.fleiss += try holds(try FleissKappa.measure(given))
      held.nominal += try holds(try KrippendorffAlpha.measure(given))
    }
    for number in [held.fleiss, held.nominal] {
      let coverage = Double(number) / Double(samples)
      #expect((0.88...1).contains(coverage), "\(held)")
    }
  }

  @Test func `a share of judgements whose items are easy or hard`() throws {
    var generator = SeededGenerator(seed: 13)
    var held = 0
    for _ in 0..<Self.samples {
      let clusters = (0..<40).map { _ in
        let ease = generator.uniform() < 0.7 ? 0.95 : 0.3
        let right = (0..<3).count { _ in generator.uniform() < ease }
        return ClusteredProportion.Cluster(successes: Double(right), rows: 3)
      }
      let interval = try #require(try ClusteredProportion.estimate(of: clusters).interval)
      if interval.low <= 0.755, 0.755 <= interval.high { held += 1 }
    }
    let coverage = Double(held) / Double(Self.samples)
    #expect(Self.expected.contains(coverage), "\(coverage)")
  }
}

/// The golden values that `Tests/Fixtures/agreement/generate.py` wrote.
struct AgreementGolden: Decodable {
  struct Kappa: Decodable {
    let value: Double
    let variance: Double
  }
  struct Pair: Decodable {
    let table: [[Int]]
    let kappa: [String: Kappa]
  }
  struct Many: Decodable {
    let labels: Int
    let values: [Double]
    let items: [[Int]]
    let fleiss: Double
    let alpha: [String: Double]
  }
  let pairs: [Pair]
  let many: [Many]

  static let shared = Result {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/agreement/golden.json")
    return try JSONDecoder().decode(AgreementGolden.self, from: Data(contentsOf: file))
  }
}

@Suite struct AgreementGoldenTests {
  @Test func `kappas equal scikit-learn's and their variances statsmodels'`() throws {
    for pair in try AgreementGolden.shared.get().pairs {
      for weighting in PairwiseKappa.Weighting.allCases {
        let expected = try #require(pair.kappa[weighting.rawValue])
        let value = try #require(
          try PairwiseKappa.measure(pair.table, weighting: weighting).value)
        #expect(agree(value, expected.value, absolute: 1e-12), "\(weighting) of \(pair.table)")
        let variance = try PairwiseKappa.variance(pair.table, weighting: weighting)
        #expect(agree(variance, expected.variance), "\(weighting) of \(pair.table)")
      }
    }
  }

  @Test func `Fleiss' kappa equals statsmodels', alpha the package krippendorff's`() throws {
    for golden in try AgreementGolden.shared.get().many {
      let items = JudgedItems(labels: golden.labels, items: golden.items)
      #expect(agree(try #require(try FleissKappa.measure(items).value), golden.fleiss))
      for scale in LabelScale.allCases {
        let expected = try #require(golden.alpha[scale.rawValue])
        let estimate = try KrippendorffAlpha.measure(items, scale: scale, values: golden.values)
        #expect(agree(try #require(estimate.value), expected), "\(scale)")
      }
    }
  }
}
