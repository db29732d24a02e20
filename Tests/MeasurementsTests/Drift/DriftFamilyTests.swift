import Testing

@testable import Measurements

@Suite("The level of a family of columns")
struct DriftFamilyTests {
  /// Ten columns of 1,000 values each, of which the first `moved` are shifted by so much.
  static func report(
    moved: Int, by shift: Double, family: DriftOptions.Family
  ) -> DriftReport {
    var options = DriftOptions()
    options.family = family
    func profile(shifted: Bool) -> DatasetProfile {
      let columns = (0..<10).map { number in
        let offset = shifted && number < moved ? shift : 0
        return ColumnProfile(
          name: "c\(number)", missing: 0, unreadable: 0,
          content: .numbers(
            Counted.numbers((0..<1_000).map { Double($0) / 1_000 + offset }, limit: 16_384)))
      }
      return DatasetProfile(rows: 1_000, columns: columns, exactValues: 16_384)
    }
    return DriftReport(
      reference: profile(shifted: false), current: profile(shifted: true), options: options)
  }

  static func drifted(_ report: DriftReport) -> Int {
    report.columns.count { $0.decision == .drifted }
  }

  @Test("Family-wise, every interval has Bonferroni's level")
  func familyWise() {
    let report = Self.report(moved: 3, by: 0.3, family: .familyWise)
    #expect(abs(report.intervalLevel - 0.995) < 1e-12)
    #expect(Self.drifted(report) == 3)
  }

  @Test(
    "With R of m columns drifted, false discovery gives intervals at 1 − α R / m",
    arguments: [1, 4, 10])
  func falseDiscovery(moved: Int) {
    let report = Self.report(moved: moved, by: 0.3, family: .falseDiscovery)
    #expect(Self.drifted(report) == moved)
    #expect(abs(report.intervalLevel - (1 - 0.05 * Double(moved) / 10)) < 1e-12)
  }

  @Test("When nothing changed, both rules are equally strict")
  func unchanged() {
    for family in DriftOptions.Family.allCases {
      let report = Self.report(moved: 0, by: 0, family: family)
      #expect(Self.drifted(report) == 0)
      #expect(abs(report.intervalLevel - 0.995) < 1e-12)
    }
  }

  @Test("False discovery finds what is too small for the strictest rule when much moved")
  func power() {
    // The gap of 0.172 is above 0.1 by 0.072: between the margins of the two levels at 1,000 rows.
    let strict = Self.report(moved: 10, by: 0.172, family: .familyWise)
    let lenient = Self.report(moved: 10, by: 0.172, family: .falseDiscovery)
    #expect(Self.drifted(strict) < Self.drifted(lenient))
  }
}
