internal import Foundation
package import Statistics

/// Targets, predictions and weights of rows that were chosen with unequal probabilities: what the
/// metrics of a regression are computed from.
///
/// Held in memory: people label thousands of rows, not billions.
package struct WeightedErrors: Sendable {
  private var targets: [Double] = []
  private var predictions: [Double] = []
  private var weights: [Double] = []
  private var isCovered: [Double] = []
  private var coverWeights: [Double] = []
  private let quantile: Double?

  /// No rows.
  ///
  /// - Parameter quantile: what the prediction stands for, for the pinball loss.
  package init(quantile: Double? = nil) { self.quantile = quantile }

  /// Adds a row with a finite target and prediction.
  package mutating func add(target: Double, prediction: Double, weight: Double) {
    targets.append(target)
    predictions.append(prediction)
    weights.append(weight)
  }

  /// Adds whether a row's target lies in its prediction interval.
  package mutating func addInterval(isCovered: Bool, weight: Double) {
    self.isCovered.append(isCovered ? 1 : 0)
    coverWeights.append(weight)
  }

  mutating func merge(_ other: WeightedErrors) {
    targets += other.targets
    predictions += other.predictions
    weights += other.weights
    isCovered += other.isCovered
    coverWeights += other.coverWeights
  }

  /// Rows with a prediction, each once.
  var rowCount: Int { targets.count }
  /// Rows with a prediction interval, each once.
  var intervalRowCount: Int { isCovered.count }

  /// Metrics by key.
  package static let keys: Set<String> = [
    "mae", "mse", "rmse", "mape", "smape", "medianAE", "r2", "pinball", "coverage", "bias",
  ]

  /// A metric with its interval.
  ///
  /// - Throws: ``Undefined`` as the metric does.
  package func measure(_ key: String, level: Double) throws(Undefined) -> Estimate {
    if key == "coverage" { return try coverage(level) }
    guard !targets.isEmpty else { throw Undefined("no row has both a target and a prediction") }
    switch key {
    case "mae": return try mean(level) { ($1 - $0).magnitude }
    case "mse": return try mean(level) { ($1 - $0) * ($1 - $0) }
    case "rmse": return try rootMeanSquare(level)
    case "mape":
      guard targets.allSatisfy({ $0 != 0 }) else {
        throw Undefined("a target is 0: nothing is a percentage of it")
      }
      return try mean(level) { ($1 - $0).magnitude / $0.magnitude }
    case "smape":
      return try mean(level) { target, prediction in
        let sum = target.magnitude + prediction.magnitude
        return sum > 0 ? 2 * (prediction - target).magnitude / sum : 0
      }
    case "bias":
      return try WeightedLoss.symmetric(
        zip(targets, predictions).map { $1 - $0 }, weights: weights, level: level)
    case "pinball":
      guard let quantile else { throw Undefined("no quantile is declared for the prediction") }
      return try mean(level) { max(quantile * ($0 - $1), (quantile - 1) * ($0 - $1)) }
    case "medianAE": return try medianError(level)
    case "r2": return try explained(level)
    default: throw Undefined("it is not measured from weighted rows")
    }
  }

  private func mean(
    _ level: Double, _ loss: (_ target: Double, _ prediction: Double) -> Double
  ) throws(Undefined) -> Estimate {
    try WeightedLoss.positive(
      zip(targets, predictions).map(loss), weights: weights, level: level)
  }

  private func rootMeanSquare(_ level: Double) throws(Undefined) -> Estimate {
    var estimate = try mean(level) { ($1 - $0) * ($1 - $0) }
    estimate.value = estimate.value?.squareRoot()
    estimate.interval?.low.formSquareRoot()
    estimate.interval?.high.formSquareRoot()
    return estimate
  }

  private func coverage(_ level: Double) throws(Undefined) -> Estimate {
    let moments = try HajekMean.moments(isCovered, weights: coverWeights)
    return Estimate(
      moments.mean,
      interval: HajekMean.interval(
        share: moments.mean, variance: moments.variance, rows: moments.rows,
        effectiveRows: moments.effectiveRows, level: level))
  }

  private func explained(_ level: Double) throws(Undefined) -> Estimate {
    let centre = try HajekMean.moments(targets, weights: weights).mean
    var error = 0.0
    var spread = 0.0
    for (place, weight) in weights.enumerated() {
      let miss = predictions[place] - targets[place]
      let distance = targets[place] - centre
      error += weight * miss * miss
      spread += weight * distance * distance
    }
    guard spread > 0 else {
      throw Undefined("the target is the same on every row: there is no variance to explain")
    }
    let value = 1 - error / spread
    guard value.isFinite else { throw Undefined("the numbers are too large to be squared") }
    guard error > 0 else { return Estimate(value, note: "nothing tells how much the errors vary") }
    // ln (1 − R²) = ln error − ln spread
    let influences = weights.indices.map { place in
      let miss = predictions[place] - targets[place]
      let distance = targets[place] - centre
      return miss * miss / error - distance * distance / spread
    }
    let margin =
      WeightedLoss.quantile(weights.count, level)
      * HajekMean.variance(influences: influences, weights: weights).squareRoot()
    return WeightedLoss.finite(
      value,
      Interval(
        low: 1 - (1 - value) * exp(margin), high: 1 - (1 - value) * exp(-margin), level: level,
        method: "delta-log"))
  }

  /// The weighted median of the absolute errors; its interval holds the levels that the share of
  /// rows below the median may have by chance.
  ///
  /// - Source: Woodruff, *Confidence Intervals for Medians and Other Position Measures*, 1952.
  private func medianError(_ level: Double) throws(Undefined) -> Estimate {
    let errors = zip(targets, predictions).map { ($1 - $0).magnitude }
    let order = errors.indices.sorted { errors[$0] < errors[$1] }
    let total = weights.reduce(0, +)
    func quantile(_ share: Double) -> Double {
      var sum = 0.0
      for (step, place) in order.enumerated() {
        sum += weights[place]
        // Where the weights below and above are equal the middle lies between two errors.
        if (sum - share * total).magnitude <= 1e-12 * total, step + 1 < order.count {
          return (errors[place] + errors[order[step + 1]]) / 2
        }
        if sum > share * total { return errors[place] }
      }
      return order.last.map { errors[$0] } ?? 0
    }
    let value = quantile(0.5)
    let moments = try HajekMean.moments(errors.map { $0 <= value ? 1 : 0 }, weights: weights)
    guard moments.rows > 1, moments.variance > 0 else {
      return Estimate(value, note: "every row has the same error: nothing tells how much it varies")
    }
    let range = HajekMean.interval(
      share: 0.5, variance: moments.variance, rows: moments.rows,
      effectiveRows: moments.effectiveRows, level: level)
    return Estimate(
      value,
      interval: Interval(
        low: min(value, quantile(range.low)), high: max(value, quantile(range.high)), level: level,
        method: "woodruff"))
  }
}
