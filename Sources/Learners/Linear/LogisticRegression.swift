package import Statistics

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The probability of the positive class as a straight line on the log-odds scale.
///
/// `minimise ½ ‖b‖² + C Σ log(1 + exp(−yᵢ (b₀ + xᵢ·b)))` with y = ±1; the intercept is free. The
/// penalty keeps the coefficients finite where a line parts the classes.
///
/// - Numerics: Newton's method with halved steps; the objective is strictly convex, so the answer
///   does not depend on the way to it. Stops when the gradient is 1e-9 of what it was, or no step
///   lowers the objective.
///   Beyond ``mostForNewton`` coefficients ``LimitedMemoryDescent`` goes the way, to 1e-6.
/// - Complexity: O(rows · columns² + coefficients³) time a step, about 6 to 10 steps; of many
///   columns O(rows · columns) a step, some tens to hundreds of steps.
/// - Source: Hastie, Tibshirani, Friedman, *The Elements of Statistical Learning*, 2nd ed., section
///   4.4; the same objective as scikit-learn's `LogisticRegression`.
package struct LogisticRegression: Sendable, Hashable {
  /// One a column of the design matrix, the intercept first, in log-odds.
  package let coefficients: [Double]
  /// Newton steps taken; 0 where another way was gone.
  package let steps: Int

  /// Fits the coefficients.
  ///
  /// - Parameters:
  ///   - positive: the label of each row.
  ///   - inversePenalty: C of the objective; larger trusts the rows more. The default, 1, is the
  ///     field's custom for standardised columns.
  ///   - mostForNewton: coefficients up to which Newton's method goes the way.
  /// - Throws: `Undefined` when the rows have one class only.
  package static func fit(
    _ matrix: DesignMatrix, positive: [Bool], inversePenalty: Double = 1, algebra: LinearAlgebra,
    mostForNewton: Int = mostForNewton
  ) throws(Undefined) -> LogisticRegression {
    precondition(positive.count == matrix.rowCount, "one label a row is needed")
    let positives = positive.count { $0 }
    guard positives > 0, positives < positive.count else {
      throw Undefined("the training rows have one class only")
    }
    let signs = positive.map { $0 ? 1.0 : -1.0 }
    let size = matrix.coefficientCount
    let share = Double(positives) / Double(positive.count)
    var state = State(size: size)
    state.coefficients[0] = log(share / (1 - share))
    guard size <= mostForNewton else {
      return descending(matrix, positive, signs, inversePenalty, from: state)
    }
    state.margins = matrix.applying(state.coefficients)
    state.objective = objective(state, signs, inversePenalty)
    var firstGradient: Double?
    for step in 1...100 {
      var weights = [Double](repeating: 0, count: matrix.rowCount)
      var pulls = weights
      for row in 0..<matrix.rowCount {
        let probability = sigmoid(state.margins[row])
        weights[row] = inversePenalty * probability * (1 - probability)
        pulls[row] = inversePenalty * (probability - (positive[row] ? 1 : 0))
      }
      var gradient = matrix.transposeApplying(pulls)
      for place in 1..<max(size, 1) { gradient[place] += state.coefficients[place] }
      let length = gradient.reduce(0) { max($0, $1.magnitude) }
      let first = firstGradient ?? max(length, 1)
      firstGradient = first
      if length <= 1e-9 * first {
        return LogisticRegression(coefficients: state.coefficients, steps: step - 1)
      }
      var curvature = matrix.gram(weights: weights)
      for place in 0..<size { curvature[place * size + place] += place == 0 ? 1e-12 : 1 }
      guard let direction = algebra.solvePositiveDefinite(curvature, gradient),
        let next = descend(state, direction, matrix, signs, inversePenalty)
      else { return LogisticRegression(coefficients: state.coefficients, steps: step - 1) }
      state = next
    }
    return LogisticRegression(coefficients: state.coefficients, steps: 100)
  }

  /// The largest number of coefficients whose full curvature is cheap: a step of Newton's grows
  /// with its square for every row.
  package static let mostForNewton = 400

  /// The same minimum without the full curvature.
  private static func descending(
    _ matrix: DesignMatrix, _ positive: [Bool], _ signs: [Double], _ inversePenalty: Double,
    from start: State
  ) -> LogisticRegression {
    let found = LimitedMemoryDescent(tolerance: 1e-6, limit: 500).minimise(
      from: start.coefficients
    ) { point in
      var state = start
      state.coefficients = point
      state.margins = matrix.applying(point)
      let pulls = state.margins.indices.map { row in
        inversePenalty * (sigmoid(state.margins[row]) - (positive[row] ? 1 : 0))
      }
      var slope = matrix.transposeApplying(pulls)
      for place in slope.indices.dropFirst() { slope[place] += point[place] }
      return (objective(state, signs, inversePenalty), slope)
    }
    return LogisticRegression(coefficients: found.point, steps: 0)
  }

  /// Probabilities of the positive class, 0…1.
  package func predict(_ matrix: DesignMatrix) -> [Double] {
    matrix.applying(coefficients).map(Self.sigmoid)
  }

  private struct State {
    var coefficients: [Double]
    var margins: [Double] = []
    var objective = Double.infinity

    init(size: Int) { coefficients = Array(repeating: 0, count: size) }
  }

  /// The longest of the step, its half, its quarter, … that lowers the objective.
  private static func descend(
    _ state: State, _ direction: [Double], _ matrix: DesignMatrix, _ signs: [Double],
    _ inversePenalty: Double
  ) -> State? {
    var share = 1.0
    for _ in 0..<30 {
      var next = state
      for place in direction.indices { next.coefficients[place] -= share * direction[place] }
      next.margins = matrix.applying(next.coefficients)
      next.objective = objective(next, signs, inversePenalty)
      if next.objective < state.objective { return next }
      share /= 2
    }
    return nil
  }

  private static func objective(
    _ state: State, _ signs: [Double], _ inversePenalty: Double
  ) -> Double {
    var loss = 0.0
    for row in signs.indices {
      let margin = signs[row] * state.margins[row]
      // log(1 + exp(−m)) without overflow for very negative m.
      loss += margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin
    }
    let penalty = state.coefficients.dropFirst().reduce(0) { $0 + $1 * $1 }
    return inversePenalty * loss + penalty / 2
  }

  private static func sigmoid(_ margin: Double) -> Double {
    margin >= 0 ? 1 / (1 + exp(-margin)) : exp(margin) / (1 + exp(margin))
  }
}
