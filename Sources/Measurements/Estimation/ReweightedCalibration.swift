package import Statistics

/// Calibration for rows that are spread differently than those that have labels.
///
/// Two rows of one score need not be positive equally often: where current rows are of other kinds
/// than the reference's, the score's frequency moves. Labelled rows weighted with how much more
/// often their kind occurs now show the frequency among current rows.
///
/// The weighted map replaces the plain one only when it predicts held-out labels better, under the
/// same weights: weights cost rows, and without a shift they buy nothing.
///
/// - Undefined: no row with a weight above 0.
/// - Complexity: O(rows log rows).
/// - Source: Shimodaira, *Improving Predictive Inference Under Covariate Shift by Weighting the
///   Log-Likelihood Function*, 2000; Białek et al., 2024, for performance estimation.
package struct ReweightedCalibration: Sendable {
  /// Parts for judging the weighted map.
  package static let folds = 5

  /// The map that predicts better.
  package let map: CalibrationMap
  /// Whether it is the weighted one.
  package let isReweighted: Bool
  /// By how much the weighted map lowers the weighted Brier score, out of sample.
  package let improvement: Double

  /// Chooses a map.
  ///
  /// - Parameters:
  ///   - scores: of labelled rows; any order.
  ///   - weights: of the same rows, 0 or more.
  ///   - plain: the map without weights.
  /// - Throws: ``Undefined``.
  package init(
    scores: [Double], isPositive: [Bool], weights: [Double], plain: CalibrationMap, seed: UInt64
  ) throws(Undefined) {
    precondition(
      scores.count == isPositive.count && scores.count == weights.count,
      "scores, labels and weights differ in number")
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    var generator = SeededGenerator(seed: seed)
    let parts = scores.indices.map { _ in Int(generator.uniform() * Double(Self.folds)) }
    let plainValues = plain.probabilities(atAscending: order.map { scores[$0] })
    var gain = 0.0
    for part in 0..<Self.folds {
      let fit = try Self.fit(order.filter { parts[$0] != part }, scores, isPositive, weights)
      let held = order.indices.filter { parts[order[$0]] == part }
      let values = fit.values(atAscending: held.map { scores[order[$0]] })
      for (place, value) in zip(held, values) {
        let row = order[place]
        let label = isPositive[row] ? 1.0 : 0
        let (before, after) = (label - plainValues[place], label - value)
        gain += weights[row] * (before * before - after * after)
      }
    }
    improvement = gain / weights.reduce(0, +)
    isReweighted = improvement > 0
    map =
      isReweighted
      ? CalibrationMap(isApplied: true, fit: try Self.fit(order, scores, isPositive, weights))
      : plain
  }

  /// The weighted fit of rows whose scores ascend.
  private static func fit(
    _ rows: [Int], _ scores: [Double], _ isPositive: [Bool], _ weights: [Double]
  ) throws(Undefined) -> IsotonicRegression {
    var values: [Double] = []
    var sums: [Double] = []
    var positives: [Double] = []
    var squares: [Double] = []
    for row in rows where weights[row] > 0 {
      if values.last != scores[row] {
        values.append(scores[row])
        sums.append(0)
        positives.append(0)
        squares.append(0)
      }
      sums[sums.count - 1] += weights[row]
      positives[positives.count - 1] += isPositive[row] ? weights[row] : 0
      squares[squares.count - 1] += weights[row] * weights[row]
    }
    return try IsotonicRegression(
      scores: values, weights: sums, positives: positives, squares: squares)
  }
}
