/// The interval of a metric's difference between two models on the same rows, by drawing rows.
///
/// Rows are drawn as multiplicities, so that both models meet the same rows in each draw; what the
/// models share in luck cancels.
///
/// - Complexity: O(draws · rows). Where the metric follows from counts, ``CountBootstrap`` over the
///   cells of both models together costs only the cells.
/// - Source: Efron, Tibshirani, *An Introduction to the Bootstrap*, 1993, chapters 13 and 16.
package enum PairedBootstrap: CatalogueMember {
  package static let card = Card(
    id: "paired-bootstrap", aliases: [], key: "pairedBootstrap", title: "Paired bootstrap",
    summary: "A range for a difference between two models on the same rows, and its p-value.",
    unit: "the metric's unit", range: "the difference's range", direction: .neutral,
    formula: "quantiles of f(rows drawn with replacement)",
    defaults: [
      .init("draws", "1000", reason: "p-values down to 0.002"),
      .init("seed", "1", reason: "the same rows give the same interval in every run"),
    ],
    undefined: "there are no rows; the difference is undefined on most draws",
    source: "Efron, Tibshirani 1993, chapters 13 and 16")

  package static let examples = [
    Example("a difference that is 2 on every row: low end", gives: 2) {
      try compare(rows: 5) { multiplicities in
        Double(multiplicities.reduce(0) { $0 + 2 * Int($1) }) / 5
      }.interval.low
    }
  ]

  /// The interval of the difference and the p-value of no difference.
  ///
  /// - Parameters:
  ///   - rows: how many rows both models predicted.
  ///   - level: nominal coverage.
  ///   - draws: how many draws.
  ///   - seed: where chance starts.
  ///   - difference: the metric's difference when row i counts so many times; nil where undefined.
  /// - Throws: ``Undefined`` when there are no rows or the difference is undefined on most draws.
  package static func compare(
    rows: Int, level: Double = 0.95, draws: Int = 1_000, seed: UInt64 = 1,
    _ difference: (_ multiplicities: [Int32]) -> Double?
  ) throws(Undefined) -> (interval: Interval, pValue: Double) {
    guard rows > 0 else { throw Undefined("there are no rows to draw from") }
    var generator = SeededGenerator(seed: seed)
    var multiplicities = [Int32](repeating: 0, count: rows)
    var values: [Double] = []
    for _ in 0..<max(2, draws) {
      for row in multiplicities.indices { multiplicities[row] = 0 }
      for _ in 0..<rows { multiplicities[Int.random(in: 0..<rows, using: &generator)] += 1 }
      if let value = difference(multiplicities), value.isFinite { values.append(value) }
    }
    guard values.count * 2 > draws else {
      throw Undefined("the difference is undefined on most draws")
    }
    values.sort()
    let tail = (1 - level) / 2
    let atMost = values.count { $0 <= 0 }
    let atLeast = values.count { $0 >= 0 }
    // One is added on both sides: a p-value of zero is never right.
    let pValue = min(1, 2 * Double(min(atMost, atLeast) + 1) / Double(values.count + 1))
    return (
      Interval(
        low: EmpiricalQuantile.value(tail, ofDraws: values),
        high: EmpiricalQuantile.value(1 - tail, ofDraws: values), level: level,
        method: "pairedBootstrap"), pValue
    )
  }
}
