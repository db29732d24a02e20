/// The distribution, when nothing changed, of a weighted sum of squared gaps between empirical
/// distribution functions, ties included.
///
/// Scaled by the rows, the gap at the levels `u` is in the limit a Brownian bridge; a weighted sum
/// of its squares follows a weighted sum of chi-squares whose weights are the eigenvalues of `√wᵢ ·
/// cov(uᵢ, uⱼ) · √wⱼ`. Values shared by many rows need no other theory: they are fewer levels.
///
/// - Numerics: neighbouring levels are put together so that no group holds more than 1/40 of the
///   trace, unless one level does alone; the trace is kept.
enum EmpiricalProcessNull {
  /// Groups of levels; with 40 the leading eigenvalues are right to about one in a thousand.
  private static let groups = 40.0

  /// The distribution.
  ///
  /// - Parameters:
  ///   - levels: the share of all rows at or below each place, ascending.
  ///   - variances: the variance of the bridge there; `u (1 − u)` unless the place is a midpoint.
  ///   - weights: how much the square counts there.
  ///   - degrees: samples less one.
  /// - Throws: ``Undefined`` when nothing can vary.
  static func distribution(
    levels: [Double], variances: [Double], weights: [Double], degrees: Int
  ) throws(Undefined) -> WeightedChiSquareDistribution {
    let trace = levels.indices.reduce(0) { $0 + weights[$1] * variances[$1] }
    guard trace > 0, trace.isFinite else { throw Undefined("all rows share one value") }
    var level: [Double] = []
    var weight: [Double] = []
    var held: [Double] = []
    for index in levels.indices {
      let part = weights[index] * variances[index]
      guard part > 0 else { continue }
      if let last = held.last, last + part <= trace / groups {
        let group = held.count - 1
        level[group] += (levels[index] - level[group]) * part / (last + part)
        weight[group] += weights[index]
        held[group] += part
      } else {
        level.append(levels[index])
        weight.append(weights[index])
        held.append(part)
      }
    }
    var matrix = level.indices.map { row in
      level.indices.map { column in
        let (low, high) = (min(row, column), max(row, column))
        return row == column
          ? held[row]
          : (weight[row] * weight[column]).squareRoot() * level[low] * (1 - level[high])
      }
    }
    let eigenvalues = SymmetricEigenvalues.find(&matrix)
    // Rounding, and putting levels together, may leave crumbs on either side of zero.
    let kept = eigenvalues.filter { $0 > 1e-9 * trace }
    return try WeightedChiSquareDistribution(
      weights: kept, degrees: Double(degrees),
      rest: Double(degrees) * max(0, trace - kept.reduce(0, +)))
  }
}

/// Eigenvalues of small symmetric matrices.
///
/// - Source: Jacobi's rotations, cyclic by rows; Golub, Van Loan, *Matrix Computations*, 2013, 8.5.
enum SymmetricEigenvalues {
  /// The eigenvalues in any order; the matrix is used up.
  static func find(_ matrix: inout [[Double]]) -> [Double] {
    let size = matrix.count
    // Each sweep squares what is left off the diagonal, once it is small.
    for _ in 0..<20 {
      var off = 0.0
      var on = 0.0
      for i in 0..<size {
        on += matrix[i][i] * matrix[i][i]
        for j in (i + 1)..<max(size, i + 1) { off += matrix[i][j] * matrix[i][j] }
      }
      if off <= 1e-24 * on { break }
      for p in 0..<size {
        for q in (p + 1)..<max(size, p + 1) where matrix[p][q] != 0 {
          let theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q])
          let size2 = (theta * theta + 1).squareRoot()
          let t = theta >= 0 ? 1 / (theta + size2) : 1 / (theta - size2)
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          for k in 0..<size {
            let (a, b) = (matrix[k][p], matrix[k][q])
            matrix[k][p] = c * a - s * b
            matrix[k][q] = s * a + c * b
          }
          for k in 0..<size {
            let (a, b) = (matrix[p][k], matrix[q][k])
            matrix[p][k] = c * a - s * b
            matrix[q][k] = s * a + c * b
          }
        }
      }
    }
    return (0..<size).map { matrix[$0][$0] }
  }
}
