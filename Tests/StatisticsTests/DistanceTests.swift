import Statistics
import Testing

@Suite struct DistanceTests {
  @Test func `distances on counts equal the library's`() throws {
    for golden in Golden.values.countDistances {
      for member in Catalogue.countDistances {
        let expected = try #require(golden.values[member.card.key]).value
        let value = try member.measure(reference: golden.reference, current: golden.current)
        // Windows alike to 1e-15 leave a square root of rounding residue in either library.
        #expect(
          agree(value, expected, absolute: 3e-8),
          "\(member.card.id) of \(golden.reference.prefix(5)): \(value), not \(expected)")
        if expected > 1e-6 { #expect(agree(value, expected)) }
      }
    }
  }

  @Test func `distances between samples equal SciPy's`() throws {
    for golden in Golden.values.ordered {
      let first = try OrderedCounts(sample: golden.first.sample)
      let second = try OrderedCounts(sample: golden.second.sample)
      let ks = KolmogorovSmirnovDistance.measure(first, second)
      #expect(agree(ks, golden.statistic), "\(ks), not \(golden.statistic)")
      let wasserstein = try WassersteinDistance.measurement(first, second)
      #expect(agree(wasserstein.value, golden.wasserstein))
      #expect(agree(wasserstein.normalized ?? .nan, golden.normalized.value))
    }
  }

  @Test func `an infinite value leaves Wasserstein undefined and Kolmogorov–Smirnov defined`()
    throws
  {
    #expect(throws: Undefined.self) {
      try WassersteinDistance.measure(reference: [1, .infinity], current: [1])
    }
    let ks = try KolmogorovSmirnovDistance.measure(reference: [1, .infinity], current: [1])
    #expect(ks == 0.5)
  }

  @Test func `merged windows measure like the whole`() throws {
    // PSI's rule for empty bins reads merged counts: parts that are empty do not matter.
    let whole = try PopulationStabilityIndex.measure(reference: [4, 6], current: [3, 7])
    let merged = zip([3, 0], [0, 7]).map { $0 + $1 }
    #expect(try PopulationStabilityIndex.measure(reference: [4, 6], current: merged) == whole)
  }
}
