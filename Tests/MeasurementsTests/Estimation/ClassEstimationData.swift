import ADBC
import Engines
import Foundation
import Measurements
import Statistics

/// Rows of a classifier of three classes in memory, counted through the real engine.
struct ClassEstimationData {
  var scores: [[Double?]] = []
  var labels: [String?] = []
  var called: [String?] = []

  static let classes = ["bus", "car", "tram"]

  private static let engine = Result { try DuckDBEngine() }

  /// Rows whose classes come with the scores raised to `power`, scaled to the sum 1.
  ///
  /// - Parameter shift: moves the second class' logits.
  static func drawn(
    _ rows: Int, seed: UInt64, shift: Double = 0, power: Double = 1
  ) -> ClassEstimationData {
    var generator = SeededGenerator(seed: seed)
    var data = ClassEstimationData()
    for _ in 0..<rows {
      let weights = [0.4, shift, -0.5].map { Foundation.exp($0 + 1.1 * generator.normal()) }
      let total = weights.reduce(0, +)
      let scores = weights.map { $0 / total }
      let powers = scores.map { Foundation.pow($0, power) }
      var rest = generator.uniform() * powers.reduce(0, +)
      var label = 0
      while label < 2, rest >= powers[label] {
        rest -= powers[label]
        label += 1
      }
      data.scores.append(scores)
      data.labels.append(classes[label])
      data.called.append(classes[scores.firstIndex(of: scores.max() ?? 0) ?? 0])
    }
    return data
  }

  /// The same without labels.
  var unlabelled: ClassEstimationData {
    var data = self
    data.labels = data.labels.map { _ in nil }
    return data
  }

  /// The rows in another order.
  func taking(_ rows: [Int]) -> ClassEstimationData {
    ClassEstimationData(
      scores: rows.map { scores[$0] }, labels: rows.map { labels[$0] },
      called: rows.map { called[$0] })
  }

  private func scan<Measurement: Fold>(_ fold: Measurement) throws -> Measurement.Result {
    func numbers(_ place: Int) -> String {
      scores.map { $0[place].map { "\($0)" } ?? "null" }.joined(separator: ",")
    }
    func texts(_ values: [String?]) -> String {
      values.map { $0.map { "'\($0)'" } ?? "null" }.joined(separator: ",")
    }
    let columns = (0..<(scores.first?.count ?? 0)).map {
      "unnest([\(numbers($0))]::double[]) as p\($0)"
    }
    let sql = """
      select \(columns.joined(separator: ", ")), unnest([\(texts(labels))]::varchar[]) as y,
        unnest([\(texts(called))]::varchar[]) as yhat
      """
    var plan = ScanPlan()
    let ticket = plan.add(fold)
    return try plan.run(
      try Self.engine.get().scan(try DataSource(argument: "duckdb:" + sql)))[ticket]
  }

  /// What the classes' calibration is learned from.
  func learn(_ options: EstimationOptions) throws -> ClassConfidenceEstimator {
    try ClassConfidenceEstimator(
      options, reference: try scan(try MetricsFold(options.classMetrics)).get())
  }

  /// The counts.
  func count(
    _ options: EstimationOptions, _ calibration: ClassCalibration
  ) throws -> ClassWindows {
    try scan(try ClassScoreFold(options, hasLabels: true, calibration: calibration)).get()
  }

  static func options(
    window: Int? = 500, classes: [String] = Self.classes,
    _ change: (inout EstimationOptions) -> Void = { _ in }
  ) -> EstimationOptions {
    var options = EstimationOptions(
      target: "y",
      multiclass: .init(probabilities: classes.indices.map { "p\($0)" }, classes: classes),
      prediction: "yhat", window: window.map { .rows($0) })
    change(&options)
    return options
  }

  /// The report of current rows against a reference.
  static func report(
    reference: ClassEstimationData, current: ClassEstimationData,
    options: EstimationOptions = Self.options()
  ) throws -> EstimationReport {
    let estimator = try reference.learn(options)
    return estimator.estimate(
      reference: options.window == nil
        ? nil : try reference.count(options, estimator.calibration),
      current: try current.count(options, estimator.calibration))
  }
}
