internal import Foundation
internal import Measurements
internal import Statistics

/// A regression metric that is a mean of losses, one a row.
struct EstimatedLoss: Sendable {
  /// The metric of labels that have come.
  let metric: any RegressionMetric.Type
  /// The loss of a row.
  let kind: Kind

  /// What is learned of a row; two metrics may share it.
  enum Kind: Sendable, Hashable, CaseIterable {
    case absolute
    case square
    case percentage
    case symmetric

    /// The loss of a target and its prediction; nil where it has no value.
    func of(_ target: Double, _ prediction: Double) -> Double? {
      let error = (prediction - target).magnitude
      let loss =
        switch self {
        case .absolute: error
        case .square: error * error
        case .percentage: error / target.magnitude
        case .symmetric:
          error == 0 ? 0 : 2 * error / (target.magnitude + prediction.magnitude)
        }
      return loss.isFinite ? loss : nil
    }
  }

  /// Metrics that can be estimated, in the order of reports.
  static let all = [
    EstimatedLoss(metric: MeanAbsoluteError.self, kind: .absolute),
    EstimatedLoss(metric: RootMeanSquaredError.self, kind: .square),
    EstimatedLoss(metric: MeanSquaredError.self, kind: .square),
    EstimatedLoss(metric: MeanAbsolutePercentageError.self, kind: .percentage),
    EstimatedLoss(metric: SymmetricMeanAbsolutePercentageError.self, kind: .symmetric),
  ]

  /// The metric of a mean loss.
  func own(_ mean: Double) -> Double {
    metric == RootMeanSquaredError.self ? mean.squareRoot() : mean
  }

  /// The metric of a mean loss and its variance; the interval is right on a logarithmic scale,
  /// where it cannot fall below 0.
  func estimate(mean: Double, variance: Double, level: Double) -> Estimate {
    guard mean > 0 else {
      return Estimate(mean, note: "no loss is expected: nothing tells how much it varies")
    }
    let factor = exp(
      NormalDistribution.twoSidedQuantile(level: level) * variance.squareRoot() / mean)
    return Estimate(
      own(mean),
      interval: Interval(
        low: own(mean / factor), high: own(mean * factor), level: level, method: "log-delta"))
  }
}
