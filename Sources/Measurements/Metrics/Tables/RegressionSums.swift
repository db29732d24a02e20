/// Sums over rows of a target, a prediction and the error between them.
package struct RegressionSums: Sendable, Hashable {
  /// Rows.
  package private(set) var rows = 0
  /// Powers 1 and 2 of the error, prediction − target.
  private(set) var error = CompensatedSum()
  private(set) var errorSquares = CompensatedSum()
  /// The fourth power of the error: the spread of its square.
  private(set) var errorFourths = CompensatedSum()
  /// The error's magnitude.
  private(set) var absolute = CompensatedSum()
  /// Error over target, absolute; rows whose target is 0 are left out.
  private(set) var percentage = CompensatedSum()
  private(set) var percentageSquares = CompensatedSum()
  /// `2 |error| / (|target| + |prediction|)`; 0 where both are 0.
  private(set) var symmetric = CompensatedSum()
  private(set) var symmetricSquares = CompensatedSum()
  /// The pinball loss and its square.
  private(set) var pinball = CompensatedSum()
  private(set) var pinballSquares = CompensatedSum()
  /// Powers 1 to 4 of the target.
  private(set) var target = CompensatedSum()
  private(set) var targetSquares = CompensatedSum()
  private(set) var targetCubes = CompensatedSum()
  private(set) var targetFourths = CompensatedSum()
  /// The squared error times the target, and times its square.
  private(set) var errorTarget = CompensatedSum()
  private(set) var errorTargetSquares = CompensatedSum()

  /// Sums of nothing.
  package init() {}

  /// Adds a row of finite numbers.
  @inline(__always)
  mutating func add(target y: Double, prediction: Double, error e: Double, quantile: Double?) {
    rows &+= 1
    let square = e * e
    error.add(e)
    absolute.add(e.magnitude)
    errorSquares.add(square)
    errorFourths.add(square * square)
    if y != 0 {
      let share = e.magnitude / y.magnitude
      percentage.add(share)
      percentageSquares.add(share * share)
    }
    if e != 0 {
      let share = 2 * e.magnitude / (y.magnitude + prediction.magnitude)
      symmetric.add(share)
      symmetricSquares.add(share * share)
    }
    if let quantile {
      let loss = e < 0 ? -quantile * e : (1 - quantile) * e
      pinball.add(loss)
      pinballSquares.add(loss * loss)
    }
    // Powers of the target are exact products: subtracting its mean later must leave digits.
    let targetSquare = CompensatedSum(product: y, y)
    target.add(y)
    targetSquares.merge(targetSquare)
    targetCubes.merge(targetSquare.times(y))
    targetFourths.merge(targetSquare.times(targetSquare))
    errorTarget.merge(CompensatedSum(product: square, y))
    errorTargetSquares.merge(targetSquare.times(square))
  }

  /// These sums so many times.
  func repeated(_ times: Int) -> RegressionSums {
    var sums = self
    sums.rows = rows * times
    let factor = Double(times)
    for path in Self.parts { sums[keyPath: path] = self[keyPath: path].times(factor) }
    return sums
  }

  private static var parts: [WritableKeyPath<RegressionSums, CompensatedSum>] {
    [
      \.error, \.errorSquares, \.errorFourths, \.absolute, \.percentage, \.percentageSquares,
      \.symmetric, \.symmetricSquares, \.pinball, \.pinballSquares, \.target, \.targetSquares,
      \.targetCubes, \.targetFourths, \.errorTarget, \.errorTargetSquares,
    ]
  }

  /// Sums of a database, in which the target was taken from a centre: powers of the target follow
  /// by the binomial theorem.
  ///
  /// - Parameter sum: the sum of each term.
  init(rows: Int, centre: Double, _ sum: (RegressionTerm) -> Double) {
    func plain(_ term: RegressionTerm) -> CompensatedSum { CompensatedSum(high: sum(term), low: 0) }
    /// Σ w (u + c)ᵏ, given Σ w uʲ for j from 0 to k.
    func moved(_ powers: [CompensatedSum]) -> CompensatedSum {
      // Horner in c: what belongs to each power of u, with its binomial coefficient.
      var coefficients = [1.0]
      for _ in 1..<powers.count {
        coefficients = zip([0] + coefficients, coefficients + [0]).map { $0 + $1 }
      }
      var total = CompensatedSum()
      for (power, coefficient) in zip(powers, coefficients) {
        total = total.times(centre)
        // Horner goes from the lowest power of u, which has the highest of c.
        total.merge(power.times(coefficient))
      }
      return total
    }
    self.rows = rows
    error = plain(.error)
    errorSquares = plain(.errorSquares)
    errorFourths = plain(.errorFourths)
    absolute = plain(.absolute)
    percentage = plain(.percentage)
    percentageSquares = plain(.percentageSquares)
    symmetric = plain(.symmetric)
    symmetricSquares = plain(.symmetricSquares)
    pinball = plain(.pinball)
    pinballSquares = plain(.pinballSquares)
    let count = CompensatedSum(high: Double(rows), low: 0)
    let powers =
      [count] + [.centred, .centredSquares, .centredCubes, .centredFourths].map(plain)
    target = moved(Array(powers[0...1]))
    targetSquares = moved(Array(powers[0...2]))
    targetCubes = moved(Array(powers[0...3]))
    targetFourths = moved(powers)
    errorTarget = moved([errorSquares, plain(.errorCentred)])
    errorTargetSquares = moved([errorSquares, plain(.errorCentred), plain(.errorCentredSquares)])
  }

  /// Adds other sums.
  mutating func merge(_ other: RegressionSums) {
    rows += other.rows
    error.merge(other.error)
    errorSquares.merge(other.errorSquares)
    errorFourths.merge(other.errorFourths)
    absolute.merge(other.absolute)
    percentage.merge(other.percentage)
    percentageSquares.merge(other.percentageSquares)
    symmetric.merge(other.symmetric)
    symmetricSquares.merge(other.symmetricSquares)
    pinball.merge(other.pinball)
    pinballSquares.merge(other.pinballSquares)
    target.merge(other.target)
    targetSquares.merge(other.targetSquares)
    targetCubes.merge(other.targetCubes)
    targetFourths.merge(other.targetFourths)
    errorTarget.merge(other.errorTarget)
    errorTargetSquares.merge(other.errorTargetSquares)
  }

  /// The variance of the targets around their mean, per row; nil without rows or beyond doubles.
  package var targetVariance: Double? {
    guard rows > 0 else { return nil }
    let mean = target.divided(by: Double(rows))
    let variance = targetSquares.divided(by: Double(rows)).minus(mean.times(mean)).value
    return variance.isFinite ? max(variance, 0) : nil
  }
}
