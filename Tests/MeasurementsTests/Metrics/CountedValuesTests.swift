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

  /// Numbers that are hard to keep apart: what they are, and how each is drawn.
  private static let kinds = ["octaves", "ties", "unit", "extremes", "mixed"]

  private static func values(_ kind: String, _ generator: inout SeededGenerator) -> [Double] {
    (0..<3_000).map { row in
      let sign: Double = generator.uniform() < 0.5 ? -1 : 1
      switch kind {
      // About 2,000 octaves, subnormal numbers among them.
      case "octaves":
        return Double(
          sign: sign < 0 ? .minus : .plus, exponent: Int(generator.uniform() * 2_097) - 1_074,
          significand: 1 + generator.uniform())
      case "ties": return sign * (generator.uniform() * 40).rounded() / 8
      case "unit": return generator.uniform()
      case "extremes":
        let ends = [0, -0.0, 0x1p-1074, .leastNormalMagnitude, 1, 1 - 0x1p-53, 0.5]
        let place = Int(generator.uniform() * 8.999)
        return place < ends.count
          ? sign * ends[place] : sign * .greatestFiniteMagnitude * generator.uniform()
      default:
        return row % 3 == 0
          ? generator.uniform() : row % 3 == 1 ? sign * generator.uniform() * 1e9 : sign * 0.25
      }
    }
  }

  @Test(
    "the order of rows and of merges changes nothing", arguments: kinds, [16, 40, 300, 1 << 14])
  func law(kind: String, capacity: Int) {
    for seed in 0..<4 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let values = Self.values(kind, &generator)
      let classes = values.map { _ in generator.uniform() < 0.4 }
      func table(_ rows: some Sequence<Int>) -> CountedValues {
        var table = CountedValues(capacity: capacity)
        for row in rows { table.add(values[row], isFirst: classes[row]) }
        return table
      }
      let expected = table(values.indices).sorted
      #expect(expected.firstTotal + expected.secondTotal == values.count)
      #expect(expected.firstTotal == classes.count { $0 })
      let order = values.indices.sorted { values[$0] < values[$1] }
      let orders = [
        order, Array(order.reversed()), Array(values.indices).shuffled(using: &generator),
      ]
      for rows in orders { #expect(table(rows).sorted == expected, "\(kind), seed \(seed)") }
      // Parts of any size, merged from the left, from the right, and in pairs.
      for rows in orders {
        let first = Int(generator.uniform() * 200)
        let second = first + Int(generator.uniform() * 2_500)
        let parts = [rows[..<first], rows[first..<second], rows[second...]].map { table($0) }
        for places in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
          var merged = parts[places[0]]
          merged.merge(parts[places[1]])
          merged.merge(parts[places[2]])
          var inner = parts[places[1]]
          inner.merge(parts[places[2]])
          var nested = parts[places[0]]
          nested.merge(inner)
          #expect(merged.sorted == expected, "\(kind), seed \(seed), \(places)")
          #expect(nested.sorted == expected, "\(kind), seed \(seed), \(places) nested")
        }
      }
    }
  }
}
