internal import Measurements
internal import Statistics

/// The difference of two predictors of a regression in one metric, on the same rows.
///
/// Metrics that follow from sums over rows: rows, or random groups of them, drawn anew. Anything
/// else: groups of rows left out.
///
/// - Source: Efron, Tibshirani 1993; Shao, Tu 1995.
struct ValueDifference {
  let targets: [Double]
  let model: [Double]
  let other: [Double]
  let level: Double
  let draws: Int
  let seed: UInt64

  /// Model minus other; for a bias the difference of its magnitudes.
  ///
  /// - Throws: `Undefined` when one of them has no value, or the rows do not tell how it varies.
  func measure(_ metric: any RegressionMetric.Type) throws(Undefined) -> PairedDifference {
    guard metric.needs == .prediction else {
      throw Undefined("\(metric.card.title) needs more than one prediction a row")
    }
    let rows = targets.count
    let value = try difference(metric, Array(targets.indices))
    let found: (interval: Interval, pValue: Double)
    if let sums = contributions(metric.card.key) {
      found = try GroupedSums(sums.lists, rows: rows, seed: seed).compare(
        level: level, draws: draws, seed: seed, sums.difference)
    } else {
      found = try GroupJackknife.compare(
        rows: rows, value: value, level: level, seed: seed
      ) { chosen throws(Undefined) in try difference(metric, chosen) }
    }
    return PairedDifference(
      value: value, interval: found.interval, pValue: found.pValue, rows: rows)
  }

  typealias Sums = (lists: [[Double]], difference: ([Double]) -> Double?)

  /// What each row adds, and the difference from the row count and the sums; nil for a metric that
  /// does not follow from sums.
  func contributions(_ key: String) -> Sums? {
    func each(_ loss: (_ error: Double, _ target: Double, _ prediction: Double) -> Double)
      -> [[Double]]
    {
      [model, other].map { predictions in
        zip(predictions, targets).map { loss($0 - $1, $1, $0) }
      }
    }
    let squares: (Double, Double, Double) -> Double = { error, _, _ in error * error }
    switch key {
    case "mae":
      return (each { error, _, _ in error.magnitude }, { ($0[1] - $0[2]) / $0[0] })
    case "mse": return (each(squares), { ($0[1] - $0[2]) / $0[0] })
    case "rmse":
      return (
        each(squares), { ($0[1] / $0[0]).squareRoot() - ($0[2] / $0[0]).squareRoot() }
      )
    case "mape":
      return (
        each { error, target, _ in (error / target).magnitude }, { ($0[1] - $0[2]) / $0[0] }
      )
    case "smape":
      return (
        each { error, target, prediction in
          error == 0 ? 0 : 2 * error.magnitude / (target.magnitude + prediction.magnitude)
        }, { ($0[1] - $0[2]) / $0[0] }
      )
    case "bias":
      return (
        each { error, _, _ in error },
        { ($0[1] / $0[0]).magnitude - ($0[2] / $0[0]).magnitude }
      )
    case "r2":
      // Around the mean of all, so that squares keep their digits.
      let mean = targets.reduce(0, +) / Double(max(targets.count, 1))
      let deviations = targets.map { $0 - mean }
      return (
        each(squares) + [deviations, deviations.map { $0 * $0 }],
        { sums in
          let spread = sums[4] - sums[3] * sums[3] / sums[0]
          return spread > 0 ? (sums[2] - sums[1]) / spread : nil
        }
      )
    default: return nil
    }
  }

  func difference(
    _ metric: any RegressionMetric.Type, _ rows: [Int]
  ) throws(Undefined) -> Double {
    let chosen = rows.map { targets[$0] }
    func value(_ predictions: [Double]) throws(Undefined) -> Double {
      let measurement = RegressionMeasurement(
        targets: chosen, predictions: rows.map { predictions[$0] })
      guard let value = try metric.measure(measurement, level: level).value else {
        throw Undefined("\(metric.card.title) has no value")
      }
      return metric.card.direction == .zeroIsBest ? value.magnitude : value
    }
    return try value(model) - value(other)
  }
}
