import Statistics
import Testing

@Suite struct JudgementTests {
  private func interval(_ low: Double, _ high: Double) -> Interval {
    Interval(low: low, high: high, level: 0.95, method: "test")
  }

  @Test func `an estimate without an interval decides nothing`() {
    let bare = Estimate(1, note: "too few rows")
    #expect(Judgement(bare, atLeast: 0.9, rows: 3) == .undecided(moreRows: nil))
    #expect(Judgement(bare, atMost: 2, rows: 3) == .undecided(moreRows: nil))
    #expect(
      Direction.zeroIsBest.judgement(bare, goal: 2, rows: 3) == .undecided(moreRows: nil))
  }

  @Test func `half the distance needs four times the rows`() {
    let judgement = Judgement(0.25, interval(0, 0.5), atMost: 0.125, rows: 100)
    #expect(judgement == .undecided(moreRows: 300))
  }

  @Test func `close to the limit no practical number of rows is named`() {
    #expect(
      Judgement(0.100_1, interval(0.05, 0.15), atMost: 0.1, rows: 200_000)
        == .undecided(moreRows: nil))
    #expect(
      Judgement(0.1, interval(0.05, 0.15), atMost: 0.1, rows: 200_000)
        == .undecided(moreRows: nil))
    // Ten times narrower is a hundred times the rows, and the most that is asked for.
    #expect(RowsNeeded(distance: 1, halfWidth: 9.9, rows: 100) == .more(9_701))
    #expect(RowsNeeded(distance: 1, halfWidth: 10.1, rows: 100) == .impractical)
  }

  @Test func `rows of the other sample are asked for where more of one decide nothing`() {
    // 1/n + 1/m must halve: with n = m, one of them may grow without end and only gets there then.
    let equal = RowsNeeded(distance: 1, halfWidth: 1.5, current: 1_000, reference: 1_000)
    #expect(equal == .moreOfBoth(current: 1_250, reference: 1_250))
    let smallReference = RowsNeeded(distance: 1, halfWidth: 1.5, current: 100_000, reference: 1_000)
    guard case .moreOfReference(let rows) = smallReference else {
      Issue.record("\(smallReference)")
      return
    }
    let after = 1.0 / 100_000 + 1.0 / Double(1_000 + rows)
    #expect((after * 2.25 - (1.0 / 100_000 + 1.0 / 1_000)).magnitude < 1e-5)
    guard
      case .more = RowsNeeded(distance: 1, halfWidth: 1.5, current: 1_000, reference: 100_000)
    else {
      Issue.record("a small current set grows")
      return
    }
  }

  @Test func `rows that nobody looks at are not asked for`() {
    #expect(
      RowsNeeded(
        distance: 1, halfWidth: 1.5, current: 20_000, reference: 20_000, most: 20_000)
        == .impractical)
  }

  @Test(
    "where zero is best the magnitude is judged",
    arguments: [
      (-15.0, -16.0, -14.0, 0.1, Judgement.fail), (15, 14, 16, 0.1, .fail),
      (0.02, -0.05, 0.08, 0.1, .pass), (-0.02, -0.08, 0.05, 0.1, .pass),
    ] as [(Double, Double, Double, Double, Judgement)])
  func magnitude(_ value: Double, _ low: Double, _ high: Double, _ goal: Double, _ is: Judgement) {
    let estimate = Estimate(value, interval: interval(low, high))
    #expect(Direction.zeroIsBest.judgement(estimate, goal: goal, rows: 100) == `is`)
    let judged = Direction.zeroIsBest.judged(estimate)
    #expect(judged.value == value.magnitude)
    #expect((judged.interval?.low ?? -1) >= 0)
    #expect(judged.interval?.high == max(low.magnitude, high.magnitude))
  }

  @Test func `every card's range is read as numbers or is told in words`() {
    for card in Catalogue.cards where card.range.contains("…") {
      #expect(card.bounds.lowerBound <= card.bounds.upperBound, "\(card.id)")
      if card.range == "0…1" { #expect(card.bounds == 0...1) }
      if card.range == "−1…1" { #expect(card.bounds == -1...1) }
    }
  }
}

@Suite struct WeightedLineTests {
  @Test func `the line is weighted least squares`() throws {
    let line = try WeightedLine([
      .init(x: 0, y: 1, variance: 1), .init(x: 1, y: 2, variance: 1),
      .init(x: 2, y: 2, variance: 0.25), .init(x: 3, y: 5, variance: 4),
    ])
    // By hand: weights 1, 1, 4, ¼; x̄ = 9.75 / 6.25 = 1.56, ȳ = 12.25 / 6.25 = 1.96.
    let xs = [0.0, 1, 2, 3]
    let ys = [1.0, 2, 2, 5]
    let ws = [1.0, 1, 4, 0.25]
    let sxy = (0..<4).reduce(0) { $0 + ws[$1] * (xs[$1] - 1.56) * (ys[$1] - 1.96) }
    let sxx = (0..<4).reduce(0) { $0 + ws[$1] * (xs[$1] - 1.56) * (xs[$1] - 1.56) }
    #expect((line.slope - sxy / sxx).magnitude < 1e-12)
    // numpy.polyfit([0, 1, 2, 3], [1, 2, 2, 5], 1, w=[1, 1, 2, 0.5]) answers 0.65346535.
    #expect((line.slope - 0.653_465_35).magnitude < 1e-8)
    #expect(line.degrees == 2)
    #expect(line.residuals.count == 4)
  }

  @Test func `a slope that is there is found, one that is not is not`() throws {
    var generator = SeededGenerator(seed: 5)
    var missed = 0
    for _ in 0..<200 {
      let points = (0..<12).map { place in
        WeightedLine.Point(
          x: Double(place), y: 0.1 * Double(place) + 0.2 * generator.normal(), variance: 0.04)
      }
      let change = try WeightedLine(points).change(over: 1, level: 0.95)
      let interval = try #require(change.interval)
      if interval.low > 0.1 || interval.high < 0.1 { missed += 1 }
    }
    // 5 % of 200 is 10; 22 or more have a chance of 0.0003.
    #expect(missed < 22, "\(missed) of 200")
  }

  @Test func `two points, one place and certain values have no slope`() {
    for points in [
      [WeightedLine.Point(x: 0, y: 1, variance: 1), .init(x: 1, y: 1, variance: 1)],
      [
        .init(x: 1, y: 1, variance: 1), .init(x: 1, y: 2, variance: 1),
        .init(x: 1, y: 3, variance: 1),
      ],
      [
        .init(x: 1, y: 1, variance: 0), .init(x: 2, y: 2, variance: 1),
        .init(x: 3, y: 3, variance: 1),
      ],
    ] {
      #expect(throws: Undefined.self) { try WeightedLine(points) }
    }
  }
}

@Suite struct PhaseDifferenceTests {
  private func week(_ effect: Double, seed: UInt64) throws -> PhaseDifference {
    var generator = SeededGenerator(seed: seed)
    return try PhaseDifference(
      (0..<28).map { day in
        ((day % 7 == 6 ? effect : 0) + 0.1 * generator.normal(), 0.01, day % 7)
      }, phases: 7)
  }

  @Test func `a worse Sunday is found, and nothing where there is nothing`() throws {
    let found = try week(0.5, seed: 3)
    #expect(found.pValue < 1e-3)
    #expect(found.means[6] > 0.3)
    let none = try (0..<200).count { try week(0, seed: UInt64($0)).pValue < 0.05 }
    // At most 5 % of 200, for the scatter counts only where it is large; 22 have a chance of
    // 0.0003.
    #expect(none < 22, "\(none) of 200")
  }

  @Test func `too few values or an empty phase are undefined`() {
    #expect(throws: Undefined.self) {
      try PhaseDifference([(1, 1, 0), (2, 1, 1), (3, 1, 1)], phases: 2)
    }
    #expect(throws: Undefined.self) {
      try PhaseDifference((0..<9).map { (Double($0), 1, $0 % 2) }, phases: 3)
    }
  }
}
