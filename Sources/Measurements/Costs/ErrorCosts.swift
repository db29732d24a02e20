package import Statistics

/// What a unit of error costs, by its side, and what a row costs on average therefore.
///
/// `C(s) = mean of over · max(0, p + s − y) + under · max(0, y − p − s)` for predictions p, targets
/// y and a correction s that is added to every prediction. The cheapest correction takes the
/// quantile `over / (over + under)` of the errors `p − y` to zero.
///
/// - Undefined: no row has both a target and a prediction.
/// - Source: Koenker, Bassett, *Regression Quantiles*, 1978.
package struct ErrorCosts: Sendable {
  private static let folds: UInt64 = 5

  /// The cost of a unit by which a prediction is too high.
  package let over: Double
  /// The cost of a unit by which a prediction is too low.
  package let under: Double
  /// Errors, prediction less target, ascending, each with its row's place.
  private let errors: [(error: Double, row: Int)]

  /// Takes rows; those without a finite target and prediction are left out.
  ///
  /// - Throws: ``Undefined`` without rows.
  package init(
    targets: [Double], predictions: [Double], over: Double, under: Double
  ) throws(Undefined) {
    self.init(
      errors: zip(targets, predictions).enumerated().map { ($1.1 - $1.0, $0) }
        .filter { $0.0.isFinite }.sorted { ($0.0, $0.1) < ($1.0, $1.1) },
      over: over, under: under)
    guard !errors.isEmpty else { throw Undefined("no row has both a target and a prediction") }
  }

  private init(errors: [(Double, Int)], over: Double, under: Double) {
    self.errors = errors.map { (error: $0.0, row: $0.1) }
    self.over = over
    self.under = under
  }

  /// Rows.
  package var rows: Int { errors.count }

  /// The same rows with the costs multiplied.
  package func scaled(over: Double = 1, under: Double = 1) -> ErrorCosts {
    ErrorCosts(
      errors: errors.map { ($0.error, $0.row) }, over: self.over * over,
      under: self.under * under)
  }

  /// What one error costs after a correction.
  private func cost(_ error: Double, _ correction: Double) -> Double {
    let left = error + correction
    return left > 0 ? over * left : under * -left
  }

  /// What the rows cost after a correction.
  package func costs(correction: Double = 0) -> RowCosts {
    errors.reduce(into: RowCosts()) { $0.add(cost($1.error, correction)) }
  }

  /// The cheapest correction of every prediction.
  package var bestCorrection: Double {
    // The smallest error at or below which lies that share of the rows; equal costs give the
    // median.
    let place = (share * Double(rows)).rounded(.up) - 1
    return -errors[min(rows - 1, max(0, Int(place)))].error
  }

  private var share: Double { over / (over + under) }

  /// The cheapest correction with the interval between two observed errors.
  package func bestCorrection(level: Double) -> Estimate {
    do throws(Undefined) {
      let found = try QuantileInterval.interval(
        sorted: errors.map(\.error), probability: share, level: level)
      return Estimate(
        bestCorrection,
        interval: Interval(
          low: -found.high, high: -found.low, level: level, method: found.method))
    } catch {
      return Estimate(bestCorrection, note: error.reason)
    }
  }

  /// What a row costs less with the cheapest correction, chosen on four fifths of the rows and
  /// judged on the other fifth, five times over.
  ///
  /// - Throws: ``Undefined`` when the costs cannot be added up.
  package func saving(level: Double, seed: UInt64 = 1) throws(Undefined) -> Estimate {
    var saved = RowCosts()
    for fold in 0..<Self.folds {
      let isHeld = errors.map { RowHash.hash(row: $0.row, seed: seed) % Self.folds == fold }
      let others = ErrorCosts(
        errors: zip(errors, isHeld).filter { !$1 }.map { ($0.0.error, $0.0.row) }, over: over,
        under: under)
      guard others.rows > 0 else { continue }
      let correction = others.bestCorrection
      for (place, error) in errors.enumerated() where isHeld[place] {
        saved.add(cost(error.error, 0) - cost(error.error, correction))
      }
    }
    return try saved.mean(level: level)
  }
}
