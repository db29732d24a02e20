import Statistics
import Testing

@Suite struct PowerTests {
  @Test func `a detectable drop is found with the stated power`() throws {
    let drop = try #require(
      try DetectableDifference.proportionDrop(from: 0.8, referenceRows: 5_000, currentRows: 800))
    var generator = SeededGenerator(seed: 61)
    var found = 0
    for _ in 0..<1_000 {
      let a =
        Double(BinomialSampler.draw(trials: 5_000, probability: 0.8, using: &generator)) / 5_000
      let b =
        Double(BinomialSampler.draw(trials: 800, probability: 0.8 - drop, using: &generator)) / 800
      let error = (a * (1 - a) / 5_000 + b * (1 - b) / 800).squareRoot()
      if (a - b) / error > NormalDistribution.quantile(0.95) { found += 1 }
    }
    #expect((750...850).contains(found), "\(found) of 1000")
  }

  @Test func `more rows show smaller drops, and too few show none`() throws {
    let few = try #require(
      try DetectableDifference.areaDrop(
        from: 0.8, positiveShare: 0.2, referenceRows: 10_000, currentRows: 400))
    let many = try #require(
      try DetectableDifference.areaDrop(
        from: 0.8, positiveShare: 0.2, referenceRows: 10_000, currentRows: 4_000))
    #expect(many < few)
    let none = try DetectableDifference.proportionDrop(
      from: 0.1, referenceRows: 10, currentRows: 10)
    #expect(none == nil)
  }

  @Test func `rows needed and smallest change are each other's inverse`() throws {
    let rows = try DetectableDifference.rowsForMean(standardDeviation: 2, change: 0.25)
    let change = try DetectableDifference.mean(
      standardDeviation: 2, referenceRows: rows, currentRows: rows)
    #expect(change <= 0.25 && change > 0.249)
    #expect(try DetectableDifference.rowsForProportion(from: 0.8, to: 0.75) == 860)
    #expect(throws: Undefined.self) {
      try DetectableDifference.rowsForMean(standardDeviation: 2, change: 0)
    }
  }
}
