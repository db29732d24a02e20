import Statistics
import Testing

/// The laws that tests, effects, intervals and corrections claim: each member is brought into one
/// of the shapes below, and each law runs on all members of a shape that claim it.
@Suite struct ProcedureLawTests {
  struct OfCounts: Sendable {
    let card: Card
    let value: @Sendable (_ reference: [Int], _ current: [Int]) throws -> Double
  }
  struct OfSamples: Sendable {
    let card: Card
    let value: @Sendable (_ first: [Double], _ second: [Double]) throws -> Double
  }
  struct OfLists: Sendable {
    let card: Card
    let values: @Sendable (_ list: [Double]) throws -> [Double]
  }
  struct OfNothing: Sendable {
    let card: Card
    let values: @Sendable () throws -> [Double]
  }

  static func scores(_ positives: [Double], _ negatives: [Double]) -> (all: [Double], [Bool]) {
    (
      positives + negatives,
      positives.map { _ in true } + negatives.map { _ in false }
    )
  }
  static func cells(_ positives: [Double], _ negatives: [Double]) -> (up: [Int], down: [Int]) {
    let distinct = Set(positives + negatives).sorted()
    return (
      distinct.map { score in positives.count { $0 == score } },
      distinct.map { score in negatives.count { $0 == score } }
    )
  }

  static let ofCounts = [
    OfCounts(card: ChiSquareTest.card) {
      try ChiSquareTest.test(reference: $0, current: $1).statistic
    },
    OfCounts(card: TotalVariationEffect.card) {
      try TotalVariationEffect.estimate(reference: $0, current: $1).value ?? .nan
    },
    OfCounts(card: TotalVariationEffect.card) {
      try TotalVariationEffect.estimate(reference: $0, current: $1).interval?.low ?? .nan
    },
    OfCounts(card: TotalVariationEffect.card) {
      try TotalVariationEffect.estimate(reference: $0, current: $1).interval?.high ?? .nan
    },
    OfCounts(card: BettingSequence.card) { first, _ in
      var sequence = try BettingSequence(mean: 12, low: 0, high: 40)
      for value in first { try sequence.update(Double(min(40, value))) }
      return sequence.evidence
    },
    OfCounts(card: ProportionSequence.card) { first, second in
      var sequence = ProportionSequence()
      for (a, b) in zip(first, second) { try sequence.update(successes: a, rows: a + b) }
      return try sequence.evidence(against: 0.4)
    },
    OfCounts(card: LargestGapToPooled.card) {
      try LargestGapToPooled.categories([$0, $1]).largest.value ?? .nan
    },
    OfCounts(card: LargestGapToPooled.card) {
      try LargestGapToPooled.categories([$0, $1]).largest.interval?.high ?? .nan
    },
    OfCounts(card: CountEffect.card) {
      try CountEffect.estimate(LInfinityDistance.self, reference: $0, current: $1, draws: 40).value
        ?? .nan
    },
    OfCounts(card: McNemarTest.card) {
      try McNemarTest.test(firstOnly: $0[0], secondOnly: $1[0]).pValue
    },
    OfCounts(card: BlockJackknife.card) { first, second in
      try BlockJackknife.variance(
        without: zip(first, second).map { Double($0) / Double($0 + $1 + 1) } + [0, 1])
    },
    OfCounts(card: DeltaMethod.card) { counts, slopes in
      let (counts, slopes) = (counts + [1], slopes + [0])
      return try DeltaMethod.variance(counts: counts, slopes: slopes.map { Double($0) })
    },
  ]

  static let ofSamples = [
    OfSamples(card: KolmogorovSmirnovTest.card) { try KolmogorovSmirnovTest.test($0, $1).pValue },
    OfSamples(card: AndersonDarlingTest.card) {
      try AndersonDarlingTest.test(PooledSamples(samples: [$0, $1])).statistic
    },
    OfSamples(card: CramerVonMisesTest.card) {
      try CramerVonMisesTest.test(PooledSamples(samples: [$0, $1])).statistic
    },
    OfSamples(card: MannWhitneyTest.card) {
      try MannWhitneyTest.test(PooledSamples(samples: [$0, $1])).statistic
    },
    OfSamples(card: EnergyTest.card) {
      try EnergyTest.test(PooledSamples(samples: [$0, $1])).statistic
    },
    OfSamples(card: KolmogorovSmirnovEffect.card) {
      try KolmogorovSmirnovEffect.estimate(reference: $0, current: $1).value ?? .nan
    },
    OfSamples(card: KolmogorovSmirnovEffect.card) {
      try KolmogorovSmirnovEffect.estimate(reference: $0, current: $1).interval?.high ?? .nan
    },
    OfSamples(card: MannWhitneyStatistic.card) {
      let cells = cells($0, $1)
      return try MannWhitneyStatistic.measure(positives: cells.up, negatives: cells.down)
    },
    OfSamples(card: DeLong.card) {
      let (all, labels) = scores($0 + [0, 1], $1 + [0, 1])
      return try DeLong.compare(all, all.map { -$0 }, isPositive: labels).first.variance
    },
    OfSamples(card: QuantileInterval.card) { first, _ in
      // A rank, which no transform of the values may change.
      Double(try QuantileInterval.ranks(rows: 20 + first.count, probability: 0.5).low)
    },
  ]

  static let ofLists = Catalogue.corrections.map { member in
    OfLists(card: member.card) { try member.adjust($0) }
  }

  static let ofNothing = [
    OfNothing(card: WilsonInterval.card) {
      try (0...9).flatMap {
        let interval = try WilsonInterval.interval(successes: $0, rows: 9)
        return [interval.low, interval.high]
      }
    },
    OfNothing(card: ClopperPearsonInterval.card) {
      try (0...9).flatMap {
        let interval = try ClopperPearsonInterval.interval(successes: $0, rows: 9)
        return [interval.low, interval.high]
      }
    },
    OfNothing(card: LogitInterval.card) {
      try [0, 0.001, 0.5, 0.999, 1].flatMap {
        let interval = try LogitInterval.interval(value: $0, variance: 0.2, rows: 5)
        return [interval.low, interval.high]
      }
    },
    OfNothing(card: IsotonicRegression.card) {
      try IsotonicRegression(
        scores: [-1, 0, 2, 3], weights: [1, 2, 0.5, 3], positives: [0, 1, 0, 3]
      ).values(atAscending: [-9, -1, -0.5, 0, 1, 2.5, 3, 9])
    },
    OfNothing(card: FamilyLevel.card) {
      try [1, 3, 1_000].flatMap {
        [
          try FamilyLevel.bonferroni(0.9, members: $0),
          try FamilyLevel.falseCoverage(0.9, members: $0, selected: $0),
        ]
      }
    },
  ]

  static let lists: [[Double]] = [[0.01, 0.2, 0.04, 1, 0], [0.5], [0.3, 0.3, 0.02]]

  @Test func `every law that a procedure claims has something to run on`() {
    let subjects = Set(
      Self.ofCounts.map(\.card.id) + Self.ofSamples.map(\.card.id) + Self.ofLists.map(\.card.id)
        + Self.ofNothing.map(\.card.id))
    let distances =
      Catalogue.countDistances.map { $0.card.id } + Catalogue.orderedDistances.map { $0.card.id }
      + Catalogue.agreements.map { $0.card.id }
    for card in Catalogue.cards where !card.laws.isEmpty && !distances.contains(card.id) {
      #expect(subjects.contains(card.id), "\(card.id) claims laws that nothing tests")
    }
  }

  @Test func `symmetric: exchanging the windows changes nothing`() throws {
    for subject in Self.ofCounts where subject.card.laws.contains(.symmetric) {
      for (a, b) in LawTests.pairs.prefix(9) {
        #expect(
          agree(try subject.value(a, b), try subject.value(b, a), absolute: 1e-12),
          "\(subject.card.id) of \(a), \(b)")
      }
    }
    for subject in Self.ofSamples where subject.card.laws.contains(.symmetric) {
      for (a, b) in LawTests.samples.prefix(9) {
        #expect(
          agree(try subject.value(a, b), try subject.value(b, a), absolute: 1e-12),
          "\(subject.card.id)")
      }
    }
  }

  @Test func `order-invariant: the order of bins, rows or p-values changes nothing`() throws {
    for subject in Self.ofCounts where subject.card.laws.contains(.orderInvariant) {
      for (a, b) in LawTests.pairs.prefix(9) where subject.card.id != DeltaMethod.card.id {
        let reversed = try subject.value(a.reversed(), b.reversed())
        #expect(
          agree(try subject.value(a, b), reversed, absolute: 1e-12),
          "\(subject.card.id) of \(a), \(b)")
      }
    }
    for subject in Self.ofSamples where subject.card.laws.contains(.orderInvariant) {
      for (a, b) in LawTests.samples.prefix(9) {
        #expect(try subject.value(a, b) == subject.value(a.reversed(), b.reversed()))
      }
    }
    for subject in Self.ofLists where subject.card.laws.contains(.orderInvariant) {
      for list in Self.lists {
        let reversed = try subject.values(list.reversed())
        #expect(try subject.values(list) == reversed.reversed(), "\(subject.card.id) of \(list)")
      }
    }
    let ahead = try DeltaMethod.variance(counts: [3, 5, 9], slopes: [1, -2, 4])
    let reversed = try DeltaMethod.variance(counts: [9, 5, 3], slopes: [4, -2, 1])
    #expect(agree(ahead, reversed, relative: 1e-12))
  }

  @Test func `rank-invariant: an increasing transform of the values changes nothing`() throws {
    for subject in Self.ofSamples where subject.card.laws.contains(.rankInvariant) {
      for (a, b) in LawTests.samples.prefix(9) {
        let plain = try subject.value(a, b)
        let transformed = try subject.value(a.map { $0 * $0 * $0 }, b.map { $0 * $0 * $0 })
        #expect(agree(plain, transformed, relative: 1e-12), "\(subject.card.id)")
      }
    }
  }

  @Test func `merge-invariant: adding the counts of two parts equals counting the whole`() throws {
    for (a, b) in LawTests.samples.prefix(9) {
      let (a, b) = (a + [0, 1], b + [0, 1])
      let whole = Self.cells(a, b)
      let half = a.count / 2
      let distinct = Set(a + b).sorted()
      func count(_ rows: ArraySlice<Double>) -> [Int] {
        distinct.map { score in rows.count { $0 == score } }
      }
      let merged = zip(count(a[..<half]), count(a[half...])).map { $0 + $1 }
      let expected = try DeLong.area(positives: whole.up, negatives: whole.down)
      #expect(try DeLong.area(positives: merged, negatives: whole.down) == expected)
      #expect(
        try MannWhitneyStatistic.measure(positives: merged, negatives: whole.down)
          == expected.value)
    }
  }

  @Test func `merge-invariant: two counted parts are evidence like the whole`() throws {
    for (a, b) in LawTests.pairs.prefix(9) {
      var whole = ProportionSequence()
      var merged = ProportionSequence()
      for (index, (successes, failures)) in zip(a, b).enumerated() {
        try whole.update(successes: successes, rows: successes + failures)
        var part = ProportionSequence()
        try part.update(successes: successes, rows: successes + failures)
        if index.isMultiple(of: 2) {
          try merged.merge(part)
        } else {
          try part.merge(merged)
          merged = part
        }
      }
      #expect(merged == whole)
      #expect(try merged.evidence(against: 0.4) == whole.evidence(against: 0.4))
    }
  }

  @Test func `bounded: no value leaves the range on the card`() throws {
    func check(_ card: Card, _ values: [Double]) {
      let upper = card.range.hasSuffix("0.25") ? 0.25 : card.range.hasSuffix("1") ? 1 : .infinity
      for value in values {
        #expect((0...upper).contains(value), "\(card.id): \(value) is outside \(card.range)")
      }
    }
    for subject in Self.ofCounts where subject.card.laws.contains(.bounded) {
      for (a, b) in LawTests.pairs.prefix(9) { check(subject.card, [try subject.value(a, b)]) }
    }
    for subject in Self.ofSamples where subject.card.laws.contains(.bounded) {
      for (a, b) in LawTests.samples.prefix(9) { check(subject.card, [try subject.value(a, b)]) }
    }
    for subject in Self.ofLists where subject.card.laws.contains(.bounded) {
      for list in Self.lists { check(subject.card, try subject.values(list)) }
    }
    for subject in Self.ofNothing where subject.card.laws.contains(.bounded) {
      check(subject.card, try subject.values())
    }
  }
}
