import ADBC
import Engines
import Foundation
import Measurements
import Statistics

/// Scored rows in memory, counted through the real engine.
struct EstimationData {
  var scores: [Double?] = []
  var labels: [Int?] = []
  var called: [Int?] = []

  private static let engine = Result { try DuckDBEngine() }

  /// Rows whose positives come with the probability `chance` of the score.
  ///
  /// - Parameter shift: moves the scores' logits.
  static func drawn(
    _ rows: Int, seed: UInt64, shift: Double = 0, chance: (Double) -> Double = { $0 }
  ) -> EstimationData {
    var generator = SeededGenerator(seed: seed)
    var data = EstimationData()
    for _ in 0..<rows {
      let score = 1 / (1 + Foundation.exp(-(1.2 * generator.normal() - 0.5 + shift)))
      data.scores.append(score)
      data.labels.append(generator.uniform() < chance(score) ? 1 : 0)
      data.called.append(score >= 0.4 ? 1 : 0)
    }
    return data
  }

  /// The same without labels.
  var unlabelled: EstimationData {
    var data = self
    data.labels = data.labels.map { _ in nil }
    return data
  }

  /// The counts.
  func count(
    _ options: EstimationOptions, hasLabels: Bool = true, isReference: Bool = false
  ) throws -> ScoreWindows {
    func list<Value>(_ values: [Value?]) -> String {
      values.map { $0.map { "\($0)" } ?? "null" }.joined(separator: ",")
    }
    let sql = """
      select unnest([\(list(scores))]::double[]) as p, unnest([\(list(labels))]::integer[]) as y,
        unnest([\(list(called))]::integer[]) as yhat
      """
    var plan = ScanPlan()
    let ticket = plan.add(
      try ScoreFold(options, hasLabels: hasLabels, keepsLabels: isReference))
    let source = try DataSource(argument: "duckdb:" + sql)
    return try plan.run(try Self.engine.get().scan(source))[ticket].get()
  }

  static func options(
    window: Int? = 500, _ change: (inout EstimationOptions) -> Void = { _ in }
  ) -> EstimationOptions {
    var options = EstimationOptions(
      target: "y", score: "p", prediction: "yhat", window: window.map { .rows($0) })
    change(&options)
    return options
  }

  /// The report of current rows against a reference.
  static func report(
    reference: EstimationData, current: EstimationData,
    options: EstimationOptions = Self.options(), value: BusinessValue? = nil
  ) throws -> EstimationReport {
    let estimator = try ConfidenceEstimator(
      reference: try reference.count(options, isReference: true),
      metrics: EstimatedMetric.all(value: value))
    return estimator.estimate(try current.count(options))
  }
}
