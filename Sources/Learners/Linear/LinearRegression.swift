package import Statistics

/// A line through the training rows: least squares with an intercept.
///
/// `minimise Σ (y − b₀ − x·b)²`; where the columns do not determine the coefficients – more columns
/// than rows, repeated columns, all levels of a category – the shortest solution is taken.
///
/// - Numerics: normal equations of standardised columns, solved by singular values; relative error
///   about 1e-16 times the squared condition number, cut at 1e-11 of the largest.
/// - Complexity: O(rows · columns² + coefficients³) time.
/// - Source: Golub, Van Loan, *Matrix Computations*, 4th ed., section 5.5.
package struct LinearRegression: Sendable, Hashable {
  /// One a column of the design matrix, the intercept first.
  package let coefficients: [Double]
  /// Coefficients that the rows determine.
  package let rank: Int

  /// Fits the coefficients.
  ///
  /// - Throws: `Undefined` without rows, or with a target that is not finite.
  package static func fit(
    _ matrix: DesignMatrix, target: [Double], algebra: LinearAlgebra
  ) throws(Undefined) -> LinearRegression {
    precondition(target.count == matrix.rowCount, "one target a row is needed")
    guard matrix.rowCount > 0 else { throw Undefined("there is no training row") }
    guard let scale = target.map(\.magnitude).max(), scale.isFinite else {
      throw Undefined("the target has values that are not finite")
    }
    guard scale > 0 else {
      return LinearRegression(
        coefficients: Array(repeating: 0, count: matrix.coefficientCount), rank: 0)
    }
    let count = Double(matrix.rowCount)
    let scaled = target.map { $0 / scale }
    let mean = scaled.reduce(0, +) / count
    let centred = scaled.map { $0 - mean }
    let size = matrix.coefficientCount
    let gram = matrix.gram(weights: Array(repeating: 1, count: matrix.rowCount))
    let right = matrix.transposeApplying(centred)
    // The intercept is taken out by centring the columns, so that it does not count in the length
    // that is made smallest.
    var reduced: [Double] = []
    for line in 1..<max(size, 1) {
      for column in 1..<size {
        reduced.append(gram[line * size + column] - gram[line * size] * gram[column] / count)
      }
    }
    guard
      let solved = algebra.solveLeastNorm(reduced, Array(right.dropFirst()), tolerance: 1e-11)
    else { throw Undefined("the decomposition of the columns did not converge") }
    var intercept = mean
    for column in 1..<max(size, 1) {
      intercept -= gram[column] / count * solved.solution[column - 1]
    }
    return LinearRegression(
      coefficients: ([intercept] + solved.solution).map { $0 * scale }, rank: solved.rank)
  }

  /// Values for encoded rows, in the target's unit.
  package func predict(_ matrix: DesignMatrix) -> [Double] { matrix.applying(coefficients) }
}
