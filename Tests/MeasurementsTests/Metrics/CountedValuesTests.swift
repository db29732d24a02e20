import Measurements
import Statistics
import Testing

@Suite("Counted scores")
struct CountedValuesTests {
  @Test("few scores are kept exactly, zero and its negative as one")
  func exact() {
    var table = CountedValues(capacity: 100)
    for value in [0.5, -0.0, 0.0, 1, 0.5, -2] { table.add(value, isFirst: value > 0) }
    let sorted = table.sorted
    #expect(sorted.values == [-2, 0, 0.5, 1])
    #expect(sorted.first == [0, 0, 2, 1])
    #expect(sorted.second == [1, 2, 0, 0])
    #expect(sorted.rankErrorBound == 0)
  }

  @Test("too many scores are binned, no row is lost and order is kept", arguments: [16, 64, 1000])
  func binned(capacity: Int) {
    var generator = SeededGenerator(seed: 9)
    let values = (0..<5000).map { _ in generator.normal() * 3 }
    var table = CountedValues(capacity: capacity)
    for value in values { table.add(value, isFirst: value > 0.2) }
    let sorted = table.sorted
    #expect(table.distinct <= capacity && sorted.values.count == table.distinct)
    #expect(sorted.firstTotal + sorted.secondTotal == 5000)
    #expect(zip(sorted.values, sorted.values.dropFirst()).allSatisfy { $0 < $1 })
    #expect(table.droppedBits > 0)
  }

  @Test("scores over the whole range of doubles still fit")
  func extremes() {
    var generator = SeededGenerator(seed: 10)
    var table = CountedValues(capacity: 16)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      if value.isFinite { table.add(value, isFirst: true) }
    }
    #expect(table.distinct <= 16)
  }

  @Test("scores near one stay as far apart as scores near zero")
  func bothEnds() {
    var table = CountedValues(capacity: 300)
    for step in 0..<4000 {
      let value = Double(step) / 4000
      table.add(value, isFirst: true)
    }
    for exponent in 3...12 {
      var tiny = 1.0
      for _ in 0..<exponent { tiny /= 10 }
      table.add(tiny, isFirst: false)
      table.add(1 - tiny, isFirst: false)
    }
    let sorted = table.sorted
    #expect(sorted.second.filter { $0 > 0 }.count == 20)
  }

  @Test("the rank error bound holds")
  func bound() throws {
    var generator = SeededGenerator(seed: 11)
    var exact = CountedValues(capacity: 1 << 15)
    var coarse = CountedValues(capacity: 40)
    for _ in 0..<10_000 {
      let score = generator.uniform()
      let isPositive = generator.uniform() < score
      exact.add(score, isFirst: isPositive)
      coarse.add(score, isFirst: isPositive)
    }
    let truth = try MannWhitneyStatistic.measure(
      positives: exact.sorted.first, negatives: exact.sorted.second)
    let binned = try MannWhitneyStatistic.measure(
      positives: coarse.sorted.first, negatives: coarse.sorted.second)
    #expect(truth != binned)
    #expect((truth - binned).magnitude <= coarse.sorted.rankErrorBound)
  }
}
