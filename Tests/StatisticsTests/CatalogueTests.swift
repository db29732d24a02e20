import Statistics
import Testing

@Suite struct CatalogueTests {
  @Test func `every example gives what it says`() throws {
    for member in Catalogue.members {
      for example in member.examples {
        let value = try example.compute()
        #expect(
          (value - example.result).magnitude <= example.tolerance || value == example.result,
          "\(member.card.id): \(example.given) gives \(value), not \(example.result)")
      }
    }
  }

  @Test func `every member has an example, and every name belongs to one member`() {
    var names: Set<String> = []
    for member in Catalogue.members {
      #expect(!member.examples.isEmpty, "\(member.card.id) has no example")
      for name in [member.card.id] + member.card.aliases {
        #expect(names.insert(name).inserted, "\(name) is taken twice")
      }
    }
  }

  @Test func `keys are unique`() {
    let keys = Catalogue.cards.map(\.key)
    #expect(Set(keys).count == keys.count)
  }
}

/// Laws are tests that run on every member whose card claims them.
@Suite struct LawTests {
  static let pairs: [([Int], [Int])] = {
    var generator = SeededGenerator(seed: 3)
    var pairs: [([Int], [Int])] = [([1], [5]), ([1, 0], [0, 1]), ([0, 3, 9], [2, 0, 9])]
    for _ in 0..<30 {
      let cells = Int.random(in: 1...12, using: &generator)
      pairs.append(
        (
          (0..<cells).map { _ in Int.random(in: 0...40, using: &generator) } + [1],
          (0..<cells).map { _ in Int.random(in: 0...9, using: &generator) } + [1]
        ))
    }
    return pairs
  }()

  static let samples: [([Double], [Double])] = {
    var generator = SeededGenerator(seed: 4)
    return (0..<20).map { index in
      (
        (0..<(1 + index)).map { _ in generator.normal() },
        (0..<(1 + 2 * index)).map { _ in (generator.normal() * 2).rounded() }
      )
    }
  }()

  static func claiming(_ law: Law) -> [any CountDistance.Type] {
    Catalogue.countDistances.filter { $0.card.laws.contains(law) }
  }
  static func orderedClaiming(_ law: Law) -> [any OrderedDistance.Type] {
    Catalogue.orderedDistances.filter { $0.card.laws.contains(law) }
  }

  @Test func `symmetric: exchanging the windows changes nothing`() throws {
    for member in Self.claiming(.symmetric) {
      for (a, b) in Self.pairs {
        let there = try member.measure(reference: a, current: b)
        let back = try member.measure(reference: b, current: a)
        #expect(agree(there, back, relative: 1e-12), "\(member.card.id) of \(a), \(b)")
      }
    }
    for member in Self.orderedClaiming(.symmetric) {
      for (a, b) in Self.samples {
        let there = try member.measure(reference: a, current: b)
        let back = try member.measure(reference: b, current: a)
        #expect(agree(there, back, relative: 1e-12), "\(member.card.id)")
      }
    }
  }

  @Test func `zero on equal: a window is at distance 0 from itself`() throws {
    for member in Self.claiming(.zeroOnEqual) {
      for (a, _) in Self.pairs { #expect(try member.measure(reference: a, current: a) == 0) }
    }
    for member in Self.orderedClaiming(.zeroOnEqual) {
      for (a, _) in Self.samples { #expect(try member.measure(reference: a, current: a) == 0) }
    }
  }

  @Test func `order-invariant: the order of bins or rows changes nothing`() throws {
    for member in Self.claiming(.orderInvariant) {
      for (a, b) in Self.pairs {
        let ahead = try member.measure(reference: a, current: b)
        let reversed = try member.measure(reference: a.reversed(), current: b.reversed())
        #expect(agree(ahead, reversed, relative: 1e-12), "\(member.card.id) of \(a), \(b)")
      }
    }
    for member in Self.orderedClaiming(.orderInvariant) {
      for (a, b) in Self.samples {
        let ahead = try member.measure(reference: a, current: b)
        #expect(try member.measure(reference: a.reversed(), current: b.reversed()) == ahead)
      }
    }
  }

  @Test func `scale-invariant: every row twice changes nothing`() throws {
    for member in Self.claiming(.scaleInvariant) {
      for (a, b) in Self.pairs {
        let once = try member.measure(reference: a, current: b)
        let twice = try member.measure(reference: a.map { $0 * 2 }, current: b.map { $0 * 2 })
        #expect(agree(once, twice, relative: 1e-12), "\(member.card.id) of \(a), \(b)")
      }
    }
    for member in Self.orderedClaiming(.scaleInvariant) {
      for (a, b) in Self.samples {
        let once = try member.measure(reference: a, current: b)
        #expect(agree(try member.measure(reference: a + a, current: b + b), once, relative: 1e-12))
      }
    }
  }

  @Test func `rank-invariant: an increasing transform of the values changes nothing`() throws {
    for member in Self.orderedClaiming(.rankInvariant) {
      for (a, b) in Self.samples {
        let plain = try member.measure(reference: a, current: b)
        let cubed = try member.measure(
          reference: a.map { $0 * $0 * $0 + 2 }, current: b.map { $0 * $0 * $0 + 2 })
        #expect(plain == cubed, "\(member.card.id)")
      }
    }
  }

  @Test func `bounded: no value leaves the range on the card`() throws {
    for member in Self.claiming(.bounded) {
      let upper = member.card.range.hasSuffix("1") ? 1.0 : .infinity
      for (a, b) in Self.pairs {
        #expect((0...upper).contains(try member.measure(reference: a, current: b)))
      }
    }
    for member in Self.orderedClaiming(.bounded) {
      let upper = member.card.range.hasSuffix("1") ? 1.0 : .infinity
      for (a, b) in Self.samples {
        #expect((0...upper).contains(try member.measure(reference: a, current: b)))
      }
    }
  }

  @Test func `a distance without rows or with other bins is undefined, with the reason`() {
    for member in Catalogue.countDistances {
      #expect(throws: Undefined("the reference has no rows")) {
        try member.measure(reference: [0, 0], current: [1, 2])
      }
      #expect(throws: Undefined("the current window has no rows")) {
        try member.measure(reference: [1, 2], current: [0, 0])
      }
      #expect(throws: Undefined("the reference has 2 bins and the current window 3")) {
        try member.measure(reference: [1, 2], current: [1, 2, 3])
      }
      #expect(throws: Undefined.self) { try member.measure(reference: [], current: []) }
      #expect(throws: Undefined.self) { try member.measure(reference: [-1, 2], current: [1, 2]) }
      #expect(throws: Undefined.self) {
        try member.measure(reference: [.max, 2], current: [1, 2])
      }
    }
    for member in Catalogue.orderedDistances {
      #expect(throws: Undefined.self) { try member.measure(reference: [], current: [1]) }
      #expect(throws: Undefined.self) { try member.measure(reference: [.nan], current: [1]) }
    }
  }
}
