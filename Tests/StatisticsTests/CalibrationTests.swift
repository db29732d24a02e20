import Foundation
import Statistics
import Testing

/// Isotonic regression, Spiegelhalter's test, and limits for the next window.
@Suite struct CalibrationTests {
  struct IsotonicGolden: Decodable, CustomTestStringConvertible {
    let name: String
    let scores: [Double]
    let labels: [Double]
    let weights: [Double]
    let at: [Double]
    let plain: [Double]
    let weighted: [Double]
    var testDescription: String { name }

    private struct File: Decodable { let isotonic: [IsotonicGolden] }

    static let all = Result {
      let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
      let data = try Data(
        contentsOf: folder.appending(path: "Fixtures/estimation/golden.json"))
      return try JSONDecoder().decode(File.self, from: data).isotonic
    }

    /// The fit of rows of the given weights.
    func fit(_ weights: [Double]) throws -> IsotonicRegression {
      let distinct = Set(scores).sorted()
      func sum(_ score: Double, _ value: (Int) -> Double) -> Double {
        scores.indices.reduce(0) { $0 + (scores[$1] == score ? value($1) : 0) }
      }
      return try IsotonicRegression(
        scores: distinct, weights: distinct.map { score in sum(score) { weights[$0] } },
        positives: distinct.map { score in sum(score) { weights[$0] * labels[$0] } })
    }
  }

  @Test(
    "isotonic regression equals scikit-learn's, at scores and between and beyond them",
    arguments: try IsotonicGolden.all.get())
  func isotonic(_ golden: IsotonicGolden) throws {
    let plain = try golden.fit(golden.scores.map { _ in 1 })
    let weighted = try golden.fit(golden.weights)
    for (index, score) in golden.at.enumerated() {
      // Both interpolate between the same two points, in another order of operations.
      #expect(
        (plain.value(at: score) - golden.plain[index]).magnitude < 1e-9, "plain at \(score)")
      #expect(
        (weighted.value(at: score) - golden.weighted[index]).magnitude < 1e-9,
        "weighted at \(score)")
    }
    #expect(plain.values(atAscending: golden.at) == golden.at.map { plain.value(at: $0) })
  }

  @Test func `the fit does not fall, stays in 0…1 and keeps the mean`() throws {
    var generator = SeededGenerator(seed: 5)
    for rows in [1, 2, 3, 17, 400] {
      let scores = (0..<rows).map { Double($0) }
      let labels = scores.map { _ in generator.uniform() < 0.4 ? 1.0 : 0 }
      let fit = try IsotonicRegression(
        scores: scores, weights: scores.map { _ in 1 }, positives: labels)
      let values = fit.values(atAscending: scores)
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(values.allSatisfy { (0...1).contains($0) })
      #expect((values.reduce(0, +) - labels.reduce(0, +)).magnitude < 1e-9 * Double(rows))
      #expect(fit.value(at: -.infinity) == values.first)
      #expect(fit.value(at: .infinity) == values.last)
    }
  }

  @Test
  func `a weight that is no share of rows, scores that do not ascend and no rows are undefined`() {
    #expect(throws: Undefined.self) {
      try IsotonicRegression(scores: [1, 1], weights: [1, 1], positives: [0, 1])
    }
    #expect(throws: Undefined.self) {
      try IsotonicRegression(scores: [1, .nan], weights: [1, 1], positives: [0, 1])
    }
    #expect(throws: Undefined.self) {
      try IsotonicRegression(scores: [1], weights: [1], positives: [2])
    }
    #expect(throws: Undefined.self) {
      try IsotonicRegression(scores: [1], weights: [0], positives: [0])
    }
    #expect(throws: Undefined.self) {
      try IsotonicRegression(scores: [], weights: [], positives: [])
    }
  }

  // 400 tests at 5 %: 8 to 34 rejections in all but one of a thousand such runs.
  @Test func `Spiegelhalter's test rejects calibrated probabilities as often as it says`() throws {
    var generator = SeededGenerator(seed: 6)
    var rejected = 0
    for _ in 0..<400 {
      let probabilities = (0..<200).map { _ in generator.uniform() }
      let positives = probabilities.map { generator.uniform() < $0 ? 1 : 0 }
      let outcome = try SpiegelhalterTest.test(
        probabilities: probabilities, positives: positives, rows: positives.map { _ in 1 })
      if outcome.pValue < 0.05 { rejected += 1 }
    }
    #expect((8...34).contains(rejected))
  }

  @Test
  func `Spiegelhalter's test refuses what no Brier score can vary of, and what is no probability`()
  {
    #expect(throws: Undefined.self) {
      try SpiegelhalterTest.test(
        probabilities: [0, 0.5, 1], positives: [0, 1, 1], rows: [1, 2, 1])
    }
    #expect(throws: Undefined.self) {
      try SpiegelhalterTest.test(probabilities: [1.5], positives: [1], rows: [1])
    }
    #expect(throws: Undefined.self) {
      try SpiegelhalterTest.test(probabilities: [], positives: [], rows: [])
    }
  }

  // 4,000 windows at 1 %: 20 to 63 alarms in all but one of a thousand such runs; mean ± 3 standard
  // deviations with divisor k would give about 95.
  @Test func `an unchanged window of the same size alarms as often as stated`() throws {
    var generator = SeededGenerator(seed: 7)
    var alarms = 0
    for _ in 0..<4_000 {
      let past = (0..<10).map { _ in generator.normal() }
      let range = try WindowLimits(values: past, rows: past.map { _ in 500 })
        .range(rows: 500, alarmRate: 0.01)
      if !range.contains(generator.normal()) { alarms += 1 }
    }
    #expect((20...63).contains(alarms))
  }

  @Test(arguments: [50, 500, 5_000])
  func `a smaller window has wider limits and no window narrower ones than the past's`(rows: Int)
    throws
  {
    var generator = SeededGenerator(seed: UInt64(rows))
    var alarms = 0
    for _ in 0..<2_000 {
      // A mean of n rows varies with one over n.
      let past = (0..<12).map { _ in generator.normal() / 500.0.squareRoot() }
      let range = try WindowLimits(values: past, rows: past.map { _ in 500 })
        .range(rows: rows, alarmRate: 0.02)
      if !range.contains(generator.normal() / Double(rows).squareRoot()) { alarms += 1 }
    }
    // 2,000 at 2 %: at most 60 in all but one of a thousand runs.
    #expect(alarms <= 60)
  }

  @Test func `two windows, or one without rows, have no limits`() {
    #expect(throws: Undefined.self) { try WindowLimits(values: [1, 2], rows: [5, 5]) }
    #expect(throws: Undefined.self) { try WindowLimits(values: [1, 2, 3], rows: [5, 0, 5]) }
    #expect(throws: Undefined.self) { try WindowLimits(values: [1, .nan, 3], rows: [5, 5, 5]) }
  }
}
