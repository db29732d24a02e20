/// Tests whether probabilities say how often things happen.
///
/// `Z = Σ (y − p)(1 − 2p) / √ Σ (1 − 2p)² p (1 − p)`, which is standard normal when they do
///
/// - Shape: one probability a bin, its rows and its positive rows.
/// - Undefined: no row; a probability outside 0…1; only probabilities of 0, ½ and 1, whose Brier
///   score cannot vary.
/// - Complexity: O(bins).
/// - Source: Spiegelhalter, *Probabilistic Prediction in Patient Management and Clinical Trials*,
///   1986.
package enum SpiegelhalterTest: CatalogueMember {
  package static let card = Card(
    id: "spiegelhalter-test", aliases: ["spiegelhalter", "calibration-test"],
    key: "spiegelhalter", title: "Spiegelhalter's test of calibration",
    summary: "Whether probabilities agree with what happened, by the Brier score they promise.",
    unit: "standard errors", range: "−∞…∞", direction: .zeroIsBest,
    formula: "Σ (y − p)(1 − 2p) / √ Σ (1 − 2p)² p (1 − p)",
    undefined: "no row; a probability outside 0…1; only probabilities of 0, ½ and 1",
    laws: [], source: "Spiegelhalter 1986")

  package static let examples = [
    Example("a probability of 0.2 on 4 rows, 2 of them positive: Z", gives: 1.5) {
      try test(probabilities: [0.2], positives: [2], rows: [4]).statistic
    }
  ]

  /// Tests.
  ///
  /// - Throws: ``Undefined``.
  package static func test(
    probabilities: [Double], positives: [Int], rows: [Int]
  ) throws(Undefined) -> TestOutcome {
    precondition(
      probabilities.count == positives.count && probabilities.count == rows.count,
      "probabilities, positives and rows differ in number")
    var sum = 0.0
    var variance = 0.0
    for bin in probabilities.indices {
      let p = probabilities[bin]
      guard (0...1).contains(p) else {
        throw Undefined("a probability of \(p) lies outside 0…1: this test needs probabilities")
      }
      let slope = 1 - 2 * p
      sum += slope * (Double(positives[bin]) - p * Double(rows[bin]))
      variance += slope * slope * p * (1 - p) * Double(rows[bin])
    }
    guard variance > 0 else {
      throw Undefined(
        rows.allSatisfy { $0 == 0 }
          ? "there is no row to test"
          : "all probabilities are 0, ½ or 1: their Brier score cannot vary")
    }
    let statistic = sum / variance.squareRoot()
    return TestOutcome(
      statistic: statistic, pValue: 2 * NormalDistribution.survival(statistic.magnitude),
      method: "asymptotic")
  }
}
