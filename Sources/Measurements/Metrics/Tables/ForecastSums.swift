/// Sums over rows of a forecast: those of a regression, and what its scale, intervals and quantiles
/// add.
package struct ForecastSums: Sendable {
  /// Rows of a share, and those that count.
  package struct Share: Sendable, Hashable {
    package var rows = 0
    package var hits = 0
  }

  /// Rows of one predicted quantile.
  package struct Quantile: Sendable, Hashable {
    /// Rows with a target and this quantile.
    package var rows = 0
    /// Rows whose target is not above it.
    package var below = 0
    /// Sum of the pinball loss.
    var loss = CompensatedSum()
  }

  /// Rows with a target and a prediction.
  package var regression = RegressionSums()
  var zeroTargets = 0
  var absoluteTargets = CompensatedSum()
  /// Rows whose series has a scale, their error over it, and its square over the squared one.
  package var scaledRows = 0
  var scaled = CompensatedSum()
  var scaledSquares = CompensatedSum()
  /// Prediction intervals, and targets inside of them.
  package var intervals: [Share]
  /// Predicted quantiles.
  package var quantiles: [Quantile]

  /// Sums of nothing.
  init(intervals: Int, quantiles: Int) {
    self.intervals = [Share](repeating: Share(), count: intervals)
    self.quantiles = [Quantile](repeating: Quantile(), count: quantiles)
  }

  /// Adds a row of finite numbers.
  @inline(__always)
  mutating func add(
    target: Double, prediction: Double, quantile: Double?, scale: SeasonalScales.Scale?
  ) {
    let error = prediction - target
    if target == 0 { zeroTargets &+= 1 }
    regression.add(target: target, prediction: prediction, error: error, quantile: quantile)
    absoluteTargets.add(target.magnitude)
    guard let scale else { return }
    scaledRows &+= 1
    scaled.add(error.magnitude / scale.absolute)
    scaledSquares.add(error * error / scale.square)
  }

  /// Adds a row's interval.
  @inline(__always)
  mutating func addInterval(_ place: Int, isInside: Bool) {
    intervals[place].rows &+= 1
    if isInside { intervals[place].hits &+= 1 }
  }

  /// Adds a row's predicted quantile.
  @inline(__always)
  mutating func addQuantile(_ place: Int, of share: Double, target: Double, prediction: Double) {
    quantiles[place].rows &+= 1
    if target <= prediction { quantiles[place].below &+= 1 }
    let error = prediction - target
    quantiles[place].loss.add(error < 0 ? -share * error : (1 - share) * error)
  }

  /// Adds other sums.
  mutating func merge(_ other: ForecastSums) {
    regression.merge(other.regression)
    zeroTargets += other.zeroTargets
    absoluteTargets.merge(other.absoluteTargets)
    scaledRows += other.scaledRows
    scaled.merge(other.scaled)
    scaledSquares.merge(other.scaledSquares)
    for place in intervals.indices {
      intervals[place].rows += other.intervals[place].rows
      intervals[place].hits += other.intervals[place].hits
    }
    for place in quantiles.indices {
      quantiles[place].rows += other.quantiles[place].rows
      quantiles[place].below += other.quantiles[place].below
      quantiles[place].loss.merge(other.quantiles[place].loss)
    }
  }

  /// Rows of the fullest sum: how much a block weighs.
  var weight: Int {
    max(
      regression.rows, intervals.map(\.rows).max() ?? 0, quantiles.map(\.rows).max() ?? 0)
  }
}
