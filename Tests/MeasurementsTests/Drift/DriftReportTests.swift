import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Drift between two profiles")
struct DriftReportTests {
  struct File: Decodable {
    let numeric: [Numeric]
    let categorical: [Categorical]
  }

  struct Numeric: Decodable {
    let name: String
    let reference: [Double]
    let current: [Double]
    let ks: [Double]
    let mannWhitney: [Double]
    let energy: Double
    let wasserstein: [Double]
    let psi: Double
    let jensenShannon: Double
    let hellinger: Double
    let lInfinity: Double
    let totalVariation: Double
  }

  struct Categorical: Decodable {
    let name: String
    let reference: [String: Int]
    let current: [String: Int]
    let chi2: [Double]
    let psi: Double
    let jensenShannon: Double
    let hellinger: Double
    let lInfinity: Double
    let totalVariation: Double
  }

  static func column(_ values: [Double], limit: Int = 16_384, missing: Int = 0) -> ColumnProfile {
    ColumnProfile(
      name: "x", missing: missing, unreadable: 0,
      content: .numbers(Counted.numbers(values, limit: limit)))
  }

  static func column(_ counts: [String: Int], missing: Int = 0) -> ColumnProfile {
    let values = counts.sorted { $0.key < $1.key }.flatMap {
      Array(repeating: $0.key, count: $0.value)
    }
    return ColumnProfile(
      name: "x", missing: missing, unreadable: 0, content: .categories(Counted.texts(values)))
  }

  @Test("categories that are too many to keep are undecided, and no rows are said to decide")
  func tooManyCategories() throws {
    func unique(_ name: String) -> ColumnProfile {
      var limits = CategoryLimits()
      limits.exact = 50
      limits.retained = 20
      let texts = Counted.texts((0..<400).map { "\(name) \($0)" }, limits: limits)
      return ColumnProfile(name: "x", missing: 0, unreadable: 0, content: .categories(texts))
    }
    let effect = try #require(Self.compare(unique("a"), unique("b")).comparison).effect
    #expect(effect.decision == .undecided)
    #expect(effect.needed == nil)
    #expect(effect.isHidden)
    #expect(try #require(effect.estimate.note).contains("not all categories were kept"))
  }

  @Test("p-values are adjusted by the correction that makes the family's promise")
  func corrections() throws {
    let names = ["a", "b", "c"]
    func profile(_ shifts: [Double]) -> DatasetProfile {
      let columns = zip(names, shifts).map { name, shift in
        ColumnProfile(
          name: name, missing: 0, unreadable: 0,
          content: .numbers(Counted.numbers((0..<40).map { Double($0) + shift })))
      }
      return DatasetProfile(rows: 40, columns: columns, exactValues: 16_384)
    }
    for (family, id) in [
      (DriftOptions.Family.falseDiscovery, "benjamini-hochberg"), (.familyWise, "holm"),
    ] {
      var options = DriftOptions()
      options.family = family
      let report = DriftReport(
        reference: profile([0, 0, 0]), current: profile([9.5, 12.5, 14.5]), options: options)
      let raw = report.columns.compactMap { $0.test?.outcome.pValue }
      let expected =
        id == "holm"
        ? try HolmCorrection.adjust(raw) : try BenjaminiHochbergCorrection.adjust(raw)
      #expect(report.columns.compactMap { $0.test?.adjusted } == expected)
      #expect(DriftDocument(report).correction == id)
    }
  }

  static func compare(
    _ reference: ColumnProfile, _ current: ColumnProfile
  ) -> (drift: ColumnDrift, comparison: ColumnDrift.Comparison?) {
    let report = DriftReport(
      reference: DatasetProfile(rows: reference.rows, columns: [reference], exactValues: 16_384),
      current: DatasetProfile(rows: current.rows, columns: [current], exactValues: 16_384))
    let drift = report.columns[0]
    if case .compared(let comparison) = drift.outcome { return (drift, comparison) }
    return (drift, nil)
  }

  @Test("of known numbers is SciPy's")
  func numeric() throws {
    for golden in try Golden.read("drift", as: File.self).numeric {
      let tests = try #require(
        Self.compare(Self.column(golden.reference), Self.column(golden.current)).comparison
      ).tests
      let ks = try #require(tests.kolmogorovSmirnov)
      #expect(abs(ks.outcome.statistic - golden.ks[0]) < 1e-12, "\(golden.name)")
      #expect(
        abs(ks.outcome.pValue - golden.ks[1]) <= 1e-9 * golden.ks[1] + 1e-300, "\(golden.name)")
      #expect(ks.adjusted == ks.outcome.pValue)
      #expect(ks.outcome.errorBound == 0)
      expect(tests.mannWhitney?.outcome.statistic, golden.mannWhitney[0], golden.name)
      expect(tests.mannWhitney?.outcome.pValue, golden.mannWhitney[1], golden.name)
      expect(tests.energy?.outcome.statistic, golden.energy, golden.name)
      let further = [
        tests.andersonDarling, tests.cramerVonMises, tests.mannWhitney, tests.energy,
      ].compactMap(\.self)
      #expect(further.count == 4)
      for test in further {
        #expect(test.adjusted == test.outcome.pValue && test.outcome.errorBound == 0)
        // What one test is very sure of, none of the others doubts.
        if ks.outcome.pValue < 1e-6, golden.mannWhitney[1] < 1e-6 {
          #expect(test.outcome.pValue < 0.005, "\(golden.name): \(test)")
        }
      }
      expect(tests.wasserstein?.value, golden.wasserstein[0], golden.name)
      expect(tests.wassersteinNormalized, golden.wasserstein[1], golden.name)
      expect(tests.populationStability?.value, golden.psi, golden.name)
      expect(tests.jensenShannon?.value, golden.jensenShannon, golden.name)
      expect(tests.hellinger?.value, golden.hellinger, golden.name)
      expect(tests.lInfinity?.value, golden.lInfinity, golden.name)
      expect(tests.totalVariation?.value, golden.totalVariation, golden.name)
    }
  }

  @Test("of known categories is SciPy's")
  func categorical() throws {
    for golden in try Golden.read("drift", as: File.self).categorical {
      let tests = try #require(
        Self.compare(Self.column(golden.reference), Self.column(golden.current)).comparison
      ).tests
      let chi2 = try #require(tests.chiSquare?.outcome)
      expect(chi2.statistic, golden.chi2[0], golden.name)
      expect(chi2.pValue, golden.chi2[1], golden.name)
      #expect(chi2.degreesOfFreedom == golden.chi2[2])
      expect(tests.populationStability?.value, golden.psi, golden.name)
      expect(tests.jensenShannon?.value, golden.jensenShannon, golden.name)
      expect(tests.hellinger?.value, golden.hellinger, golden.name)
      expect(tests.lInfinity?.value, golden.lInfinity, golden.name)
      expect(tests.totalVariation?.value, golden.totalVariation, golden.name)
    }
  }

  @Test("from bins brackets the exact answer", arguments: [1, 2, 3])
  func binned(seed: UInt64) throws {
    let reference = NumberCounterTests.wild(5_000, seed: seed).filter(\.isFinite)
    let current = NumberCounterTests.wild(4_000, seed: seed + 10).filter(\.isFinite)
      .map { $0 * 1.02 + 1 }
    let exact = try #require(
      Self.compare(Self.column(reference), Self.column(current)).comparison
    ).tests
    for (first, second) in [(100, 100), (100, 100_000), (100_000, 100)] {
      let binned = try #require(
        Self.compare(Self.column(reference, limit: first), Self.column(current, limit: second))
          .comparison)
      let truth = try #require(exact.kolmogorovSmirnov).outcome.statistic
      let found = try #require(binned.tests.kolmogorovSmirnov).outcome
      let bound = try #require(found.errorBound)
      #expect(found.statistic <= truth + 1e-12)
      #expect(truth <= found.statistic + bound + 1e-12)
      let distance = try #require(binned.tests.wasserstein)
      let distanceBound = try #require(distance.errorBound)
      let exactDistance = try #require(exact.wasserstein).value
      #expect(abs(distance.value - exactDistance) <= distanceBound * (1 + 1e-9))
      let interval = try #require(binned.effect.estimate.interval)
      #expect(interval.low <= truth && truth <= interval.high)
    }
  }

  @Test("zeros that fill half of a column hide nothing")
  func zeroInflated() throws {
    var random = Lehmer(3)
    let values = (0..<40_000).map { index in
      index % 2 == 0 ? 0 : Double.random(in: 1...1000, using: &random)
    }
    let column = Self.column(values, limit: 100)
    let comparison = try #require(Self.compare(column, column).comparison)
    #expect(try #require(comparison.tests.kolmogorovSmirnov?.outcome.errorBound) < 0.02)
    #expect(comparison.effect.decision == .unchanged)
  }

  @Test("is decided by an interval: drifted, unchanged, undecided")
  func decisions() throws {
    var random = Lehmer(11)
    func uniform(_ rows: Int, _ shift: Double) -> ColumnProfile {
      Self.column((0..<rows).map { _ in Double.random(in: 0..<1, using: &random) + shift })
    }
    #expect(Self.compare(uniform(5_000, 0), uniform(5_000, 0)).drift.decision == .unchanged)
    #expect(Self.compare(uniform(5_000, 0), uniform(5_000, 0.5)).drift.decision == .drifted)
    let small = Self.compare(uniform(40, 0), uniform(40, 0))
    #expect(small.drift.decision == .undecided)
    // With forty rows on either side more of one alone decide nothing.
    guard case .moreOfBoth(let current, let reference)? = small.comparison?.effect.needed else {
      Issue.record("forty rows cannot decide")
      return
    }
    #expect(current > 100)
    #expect(reference == current)
    #expect(small.comparison?.effect.judgement == .undecided(moreRows: nil))
  }

  @Test("a column that loses its values drifts")
  func missing() throws {
    let values = (0..<2_000).map { Double($0 % 50) }
    let reference = Self.column(values)
    let losing = Self.column(Array(values.prefix(1_200)), missing: 800)
    #expect(Self.compare(reference, losing).drift.decision == .drifted)
    let gone = Self.compare(reference, Self.column([], missing: 2_000))
    #expect(gone.drift.decision == .drifted)
    #expect(gone.comparison?.tests.kolmogorovSmirnov == nil)
    let texts = Self.compare(
      Self.column(["a": 500, "b": 500]), Self.column(["a": 300, "b": 300], missing: 400))
    #expect(texts.drift.decision == .drifted)
  }

  @Test("categories that the reference does not have are named with their share")
  func unseen() throws {
    let found = try #require(
      Self.compare(
        Self.column(["a": 500, "b": 500]),
        Self.column(["a": 400, "b": 400, "new": 150, "rare": 50])
      ).comparison)
    #expect(found.unseen.map(\.value) == ["new", "rare"])
    #expect(found.unseenShare == 0.2)
    #expect(found.effect.decision == .drifted)
  }

  @Test("a changed type, an absent column and no rows have answers of their own")
  func typed() throws {
    let numbers = Self.column([1, 2, 3])
    let texts = Self.column(["a": 3])
    #expect(
      Self.compare(numbers, texts).drift.outcome == .typeChanged(from: .numeric, to: .categorical))
    #expect(Self.compare(numbers, texts).drift.decision == .drifted)
    let empty = Self.column([])
    #expect(Self.compare(numbers, empty).drift.decision == .undecided)
    let report = DriftReport(
      reference: DatasetProfile(rows: 3, columns: [numbers], exactValues: 1),
      current: DatasetProfile(rows: 3, columns: [], exactValues: 1))
    #expect(report.columns[0].outcome == .absent(in: .current))
    #expect(report.driftedShare == 1)
    // All missing: whatever type the reader guessed for it, only the missing values count.
    let missing = Self.compare(
      Self.column((0..<400).map(Double.init)), Self.column([String: Int](), missing: 400))
    #expect(missing.drift.decision == .drifted)
  }

  @Test("p-values are adjusted over the columns, intervals for the family")
  func family() throws {
    func table(_ seed: UInt64) throws -> DatasetProfile {
      try Table.profile(
        "select \((0..<20).map { "hash(i * 31 + \(seed * 100 + UInt64($0))) % 1000 as c\($0)" }.joined(separator: ", ")) from range(400) r(i)"
      )
    }
    let report = DriftReport(reference: try table(1), current: try table(2))
    #expect(report.family == 20)
    let tests = report.columns.compactMap(\.test)
    #expect(tests.count == 20)
    let smallest = try #require(tests.map(\.outcome.pValue).min())
    #expect(tests.allSatisfy { ($0.adjusted ?? 0) >= min(1, smallest) })
    #expect(tests.allSatisfy { ($0.adjusted ?? 0) >= $0.outcome.pValue })
    #expect(report.driftedShare == 0)
  }

  @Test("profiles around different origins still compare, with a wider bound")
  func differentOrigins() throws {
    var random = Lehmer(21)
    let values = (0..<20_000).map { _ in Double.random(in: 100...200, using: &random) }
    func column(_ origin: Double) -> ColumnProfile {
      ColumnProfile(
        name: "x", missing: 0, unreadable: 0,
        content: .numbers(Counted.numbers(values, limit: 10, origin: origin)))
    }
    let found = try #require(Self.compare(column(0), column(150)).comparison)
    let test = try #require(found.tests.kolmogorovSmirnov?.outcome)
    #expect(test.statistic <= (test.errorBound ?? 0))
    #expect(try #require(test.errorBound) < 0.05)
  }

  @Test("prints the keys that the command promises")
  func document() throws {
    let report = DriftReport(
      reference: try Table.profile("select i::double x, 'k' || (i % 3) s from range(500) r(i)"),
      current: try Table.profile("select i::double x, 'k' || (i % 4) s from range(500) r(i)"))
    let data = try JSONEncoder().encode(DriftDocument(report))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let columns = try #require(object["columns"] as? [[String: Any]])
    let number = try #require(columns.first)
    #expect(Set(["name", "type", "drifted", "effect", "tests"]).isSubset(of: Set(number.keys)))
    let tests = try #require(number["tests"] as? [String: [String: Any]])
    #expect(
      Set(tests.keys) == [
        "ks", "andersonDarling", "cramerVonMises", "mannWhitney", "energy", "psi",
        "jensenShannon", "wasserstein", "hellinger", "lInfinity", "totalVariation",
      ])
    let exceeds = try #require(tests["mannWhitney"]?["effect"] as? [String: Any])
    #expect(exceeds["value"] != nil && exceeds["interval"] != nil)
    #expect(
      Set(["statistic", "pValue", "adjustedPValue", "method"]).isSubset(
        of: Set(tests["ks"]?.keys ?? [:].keys)))
    #expect(tests["wasserstein"]?["normalized"] != nil)
    let effect = try #require(number["effect"] as? [String: Any])
    #expect(Set(["method", "value", "threshold", "interval"]).isSubset(of: Set(effect.keys)))
    let texts = try #require(columns[1]["tests"] as? [String: Any])
    #expect(texts["chi2"] != nil)
    #expect(columns[1]["unseen"] != nil)
    #expect(object["share"] != nil)
  }

  private func expect(_ found: Double?, _ golden: Double, _ name: String) {
    guard let found else {
      Issue.record("\(name) is undefined")
      return
    }
    // Sums of a few hundred terms in another order than NumPy's.
    #expect(abs(found - golden) <= 1e-9 * golden.magnitude + 1e-12, "\(name): \(found), \(golden)")
  }
}
