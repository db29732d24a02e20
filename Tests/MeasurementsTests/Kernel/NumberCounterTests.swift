import Testing

@testable import Measurements

@Suite("Counting numbers")
struct NumberCounterTests {
  /// Values of every magnitude, with repeats and special ones.
  static func wild(_ count: Int, seed: UInt64) -> [Double] {
    var random = Lehmer(seed)
    var values: [Double] = (0..<count).map { index in
      switch index % 8 {
      case 0: Double(Int.random(in: -20...20, using: &random))
      case 1: Double.random(in: -1...1, using: &random) * 0x1p-1030
      case 2: Double.random(in: 0...1e300, using: &random)
      default: Double.random(in: -1000...1000, using: &random)
      }
    }
    values += [0, -0.0, .nan, .infinity, -.infinity, 0x1p-1074, -0x1p-1074, 1e300, 256, 255.999]
    return values.shuffled(using: &random)
  }

  @Test("bins hold exactly the values that the grid puts there", arguments: [0, 3.5, -1e6])
  func bins(origin: Double) {
    let values = Self.wild(6_000, seed: 1)
    let numbers = Counted.numbers(values, limit: 10, origin: origin)
    let grid = LogLinearGrid(origin: origin)
    var expected: [Int: Int] = [:]
    for value in values where value.isFinite { expected[grid.bin(of: value), default: 0] += 1 }
    guard case .binned(let binned) = numbers.content else {
      Issue.record("the column should be binned")
      return
    }
    let found = Dictionary(
      uniqueKeysWithValues: zip(binned.histogram.bins.map(Int.init), binned.histogram.counts))
    #expect(found == expected)
    let finite = values.filter(\.isFinite)
    #expect(numbers.minimum == finite.min())
    #expect(numbers.maximum == finite.max())
    #expect(numbers.zeros == finite.filter { $0 == 0 }.count)
    #expect(numbers.negative == finite.filter { $0 < 0 }.count)
    #expect(numbers.specials.nan == 1)
    #expect(numbers.specials.positiveInfinite == 1)
    #expect(numbers.specials.negativeInfinite == 1)
  }

  @Test("a value lies between the ends of its bin", arguments: [0, 1e9])
  func edges(origin: Double) {
    let grid = LogLinearGrid(origin: origin)
    for value in Self.wild(2_000, seed: 2) where value.isFinite && value.magnitude > 1e-290 {
      let edges = grid.edges(of: grid.bin(of: value))
      let slack = max(value.magnitude, origin.magnitude) * 1e-15
      #expect(edges.low - slack <= value && value <= edges.high + slack)
      #expect((edges.high - edges.low) <= (value - origin).magnitude / 256 + 2 * slack)
    }
  }

  @Test("no partition and no order changes the profile", arguments: [10, 200, 100_000])
  func mergeLaws(limit: Int) throws {
    let values = Self.wild(3_000, seed: 3)
    let whole = Counted.numbers(values, limit: limit, origin: 2)
    var random = Lehmer(9)
    for parts in [2, 3, 7] {
      let shuffled = values.shuffled(using: &random)
      var pieces = (0..<parts).map { part in
        Counted.numbers(
          shuffled.enumerated().filter { $0.offset % parts == part }.map(\.element), limit: limit,
          origin: 2)
      }
      pieces.append(Counted.numbers([Double](), limit: limit, origin: 2))
      for order in [pieces, pieces.reversed(), pieces.shuffled(using: &random)] {
        var merged = order[0]
        for piece in order.dropFirst() { try merged.merge(piece, limit: limit) }
        #expect(merged == whole)
      }
      // Grouped to the right: a + (b + c).
      var right = pieces[pieces.count - 1]
      for piece in pieces.dropLast().reversed() {
        var left = piece
        try left.merge(right, limit: limit)
        right = left
      }
      #expect(right == whole)
    }
  }

  @Test("parts of different kinds or grids are refused with the reason")
  func mismatch() {
    var numbers = Counted.numbers([1.0, 2.0])
    #expect(throws: ProfileMismatch.self) {
      try numbers.merge(Counted.numbers([Int64(1)], kind: .integer), limit: 10)
    }
    #expect(throws: ProfileMismatch.self) {
      try numbers.merge(Counted.numbers([1.0], origin: 5), limit: 10)
    }
  }

  @Test("values stay exact up to the limit of different ones, whatever the rows")
  func limit() {
    let few = (0..<50_000).map { Double($0 % 100) }
    #expect(Counted.numbers(few, limit: 100).isExact)
    #expect(!Counted.numbers(few, limit: 99).isExact)
    #expect(Counted.numbers(few, limit: 100).distinct.value == 100)
  }

  @Test(
    "the estimate of different values is within five standard errors",
    arguments: [
      20_000, 100_000, 400_000,
    ])
  func distinct(count: Int) {
    let estimate = Counted.numbers((0..<count).map { Int64($0) }, kind: .integer).distinct
    #expect(!estimate.isExact)
    let error = abs(Double(estimate.value) - Double(count)) / Double(count)
    #expect(error < 5 * estimate.relativeStandardError)
    let reals = Counted.numbers((0..<count).map { Double($0) * 0.37 }).distinct
    #expect(abs(Double(reals.value) - Double(count)) / Double(count) < 5 * 0.01625)
  }

  @Test("quantiles of binned values are within their bound", arguments: [0, 500])
  func quantiles(origin: Double) throws {
    let values = Self.wild(4_000, seed: 5).filter(\.isFinite)
    let exact = NumberSegments(Counted.numbers(values, limit: 100_000))
    let binned = NumberSegments(Counted.numbers(values, limit: 10, origin: origin))
    for probability in stride(from: 0, through: 1, by: 0.01) {
      let truth = try #require(exact.quantile(probability)).value
      let found = try #require(binned.quantile(probability))
      // The bin at the origin holds everything within 2^−1030 of it.
      let slack = 1e-12 * max(truth.magnitude, origin) + 0x1p-1029
      #expect(abs(found.value - truth) <= found.errorBound + slack, "at \(probability)")
    }
  }
}
