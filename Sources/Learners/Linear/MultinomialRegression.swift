package import Statistics

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Probabilities of several classes, each with a straight line on the log scale.
///
/// `minimise ½ Σₖ ‖bₖ‖² − C Σᵢ log p(yᵢ | xᵢ)` with `p(k | x) ∝ exp(b₀ₖ + x·bₖ)`; intercepts are
/// free. A class of no training row gets the probability 0.
///
/// - Numerics: ``LimitedMemoryDescent``; the objective is convex and strictly so in everything that
///   probabilities depend on, so the answer does not depend on the way to it.
/// - Complexity: O(rows · columns · classes) time a step, some tens to hundreds of steps.
/// - Source: Hastie, Tibshirani, Friedman, *The Elements of Statistical Learning*, 2nd ed., section
///   4.4; the same objective as scikit-learn's `LogisticRegression` with more than two classes.
package struct MultinomialRegression: Sendable, Hashable {
  /// Of each class one a column of the design matrix, the intercept first; nil for a class that no
  /// training row has.
  package let coefficients: [[Double]?]
  /// Whether the objective's slopes vanish.
  package let isConverged: Bool

  /// Fits the coefficients.
  ///
  /// - Parameters:
  ///   - classes: the class of each row, `0..<classCount`.
  ///   - inversePenalty: C of the objective; 1 is the field's custom for standardised columns.
  /// - Throws: `Undefined` when the rows have one class only.
  package static func fit(
    _ matrix: DesignMatrix, classes: [Int], classCount: Int, inversePenalty: Double = 1
  ) throws(Undefined) -> MultinomialRegression {
    precondition(classes.count == matrix.rowCount, "one class a row is needed")
    var counts = [Int](repeating: 0, count: classCount)
    for place in classes { counts[place] += 1 }
    let used = counts.indices.filter { counts[$0] > 0 }
    guard used.count > 1 else { throw Undefined("the training rows have one class only") }
    var places = [Int](repeating: 0, count: classCount)
    for (place, number) in used.enumerated() { places[number] = place }
    let truths = classes.map { places[$0] }
    let size = matrix.coefficientCount
    var start = [Double](repeating: 0, count: used.count * size)
    for (place, number) in used.enumerated() {
      start[place * size] = log(Double(counts[number]) / Double(classes.count))
    }
    let found = LimitedMemoryDescent().minimise(from: start) { point in
      objective(point, matrix, truths, used.count, inversePenalty)
    }
    var coefficients = [[Double]?](repeating: nil, count: classCount)
    for (place, number) in used.enumerated() {
      coefficients[number] = Array(found.point[place * size..<(place + 1) * size])
    }
    return MultinomialRegression(coefficients: coefficients, isConverged: found.isConverged)
  }

  /// Probabilities of the classes, row after row.
  package func predict(_ matrix: DesignMatrix) -> [[Double]] {
    let scores = coefficients.map { $0.map(matrix.applying) }
    return (0..<matrix.rowCount).map { row in
      let own = scores.map { $0?[row] ?? -.infinity }
      let largest = own.max() ?? 0
      let powers = own.map { exp($0 - largest) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }

  private static func objective(
    _ point: [Double], _ matrix: DesignMatrix, _ truths: [Int], _ classes: Int,
    _ inversePenalty: Double
  ) -> (value: Double, slope: [Double]) {
    let size = matrix.coefficientCount
    let rows = matrix.rowCount
    let lines = (0..<classes).map { Array(point[$0 * size..<($0 + 1) * size]) }
    var scores = lines.map { matrix.applying($0) }
    var loss = 0.0
    for row in 0..<rows {
      var largest = -Double.infinity
      for place in 0..<classes { largest = max(largest, scores[place][row]) }
      let own = scores[truths[row]][row] - largest
      var sum = 0.0
      for place in 0..<classes {
        scores[place][row] = exp(scores[place][row] - largest)
        sum += scores[place][row]
      }
      loss += log(sum) - own
      for place in 0..<classes { scores[place][row] *= inversePenalty / sum }
      scores[truths[row]][row] -= inversePenalty
    }
    var value = inversePenalty * loss
    var slope: [Double] = []
    slope.reserveCapacity(point.count)
    for place in 0..<classes {
      var own = matrix.transposeApplying(scores[place])
      for column in 1..<max(size, 1) {
        value += lines[place][column] * lines[place][column] / 2
        own[column] += lines[place][column]
      }
      slope += own
    }
    return (value, slope)
  }
}
