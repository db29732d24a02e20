import Statistics
import Testing

@Suite struct MultiplicityTests {
  @Test func `adjusted p-values equal statsmodels' and SciPy's`() throws {
    for golden in Golden.values.multiplicity {
      let expected: [(any MultiplicityCorrection.Type, [Double])] = [
        (BonferroniCorrection.self, golden.bonferroni), (HolmCorrection.self, golden.holm),
        (BenjaminiHochbergCorrection.self, golden.benjaminiHochberg),
        (BenjaminiYekutieliCorrection.self, golden.benjaminiYekutieli),
      ]
      for (correction, values) in expected {
        let adjusted = try correction.adjust(golden.pValues)
        #expect(
          zip(adjusted, values).allSatisfy { agree($0, $1) },
          "\(correction.card.id): \(adjusted), not \(values)")
      }
    }
  }

  @Test func `no p-values stay none, and what is no p-value is refused`() throws {
    for correction in Catalogue.corrections {
      #expect(try correction.adjust([]).isEmpty)
      #expect(throws: Undefined.self) { try correction.adjust([0.5, .nan]) }
      #expect(throws: Undefined.self) { try correction.adjust([1.1]) }
    }
  }

  @Test func `the level of a family grows with its members`() throws {
    #expect(try FamilyLevel.bonferroni(0.95, members: 1) == 0.95)
    #expect(agree(try FamilyLevel.bonferroni(0.95, members: 5), 0.99, relative: 1e-12))
    #expect(throws: Undefined.self) { try FamilyLevel.bonferroni(0.95, members: 0) }
  }
}
