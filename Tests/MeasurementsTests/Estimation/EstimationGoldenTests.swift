import Measurements
import Statistics
import Testing

@Suite("Estimates without labels equal NannyML's")
struct EstimationGoldenTests {
  /// NannyML rounds running sums to five decimals in the rank metrics; the rest agrees to rounding.
  private func tolerance(_ key: String) -> Double {
    ["rocAUC", "averagePrecision"].contains(key) ? 1e-5 : 1e-9
  }

  /// Metrics that have no denominator there: NannyML answers 0.
  private static let undefined = ["nobody called": ["precision"]]

  @Test(
    "the value that each metric expects", arguments: try EstimationGolden.shared.get().expectations)
  func expectation(_ golden: EstimationGolden.Expectation) throws {
    let labels = ExpectedLabels(
      scores: golden.scores, probabilities: golden.probabilities,
      calledPositive: golden.called.map { $0 == 1 })
    for metric in ExpectedCatalogue.members {
      let key = metric.card.key
      if Self.undefined[golden.name]?.contains(key) == true {
        #expect(throws: Undefined.self, "\(key)") { try metric.expect(labels) }
        continue
      }
      let expected = try #require(golden.expected[key == "averagePrecision" ? "apTied" : key])
      let value = try metric.expect(labels).value
      #expect((value - expected).magnitude < tolerance(key), "\(key): \(value), not \(expected)")
    }
    let worths = try EstimationGolden.shared.get().values
    let business = try #require(BusinessValue(worths))
    let expected = try #require(golden.expected["businessValue"])
    #expect((try business.expect(labels).value - expected).magnitude < 1e-9)
  }

  private static let names = [
    "rocAUC": "roc_auc", "f1": "f1", "precision": "precision", "recall": "recall",
    "specificity": "specificity", "accuracy": "accuracy",
  ]

  @Test("windows from end to end", arguments: try EstimationGolden.shared.get().estimators)
  func windows(_ golden: EstimationGolden.Estimator) throws {
    let options = EstimationData.options(window: golden.window)
    var reference = EstimationData()
    reference.scores = try #require(golden.reference["score"])
    reference.labels = try #require(golden.reference["label"]).map { Int($0) }
    reference.called = try #require(golden.reference["called"]).map { Int($0) }
    var current = EstimationData()
    current.scores = try #require(golden.current["score"])
    current.labels = current.scores.map { _ in nil }
    current.called = try #require(golden.current["called"]).map { Int($0) }
    let known = try reference.count(options, isReference: true)
    let study = try CalibrationStudy(try #require(known.labels), level: 0.95, seed: 1)
    // The decision to calibrate is Assay's own; the estimate that follows from one is the same.
    let map = CalibrationMap(isApplied: golden.needsCalibration, fit: study.map.fit)
    let counts = try current.count(options)
    let metrics = EstimatedMetric.all(value: nil)
    try #require(counts.windows.count == golden.windows.count)
    for (index, expected) in golden.windows.enumerated() {
      let found = WindowEstimate(
        counts.windows[index], span: counts.span(index), metrics: metrics, map: map, level: 0.95,
        judgesSupport: true)
      for (metric, entry) in zip(metrics, found.metrics) {
        let key = metric.card.key
        let value =
          try key == "averagePrecision"
          ? golden.apTied[index] : #require(Self.names[key].flatMap { expected[$0] })
        #expect(
          ((entry.estimate.value ?? .nan) - value).magnitude < tolerance(key),
          "\(key) of window \(index): \(entry.estimate.value ?? .nan), not \(value)")
      }
      let cells = try #require(found.cells)
      let names = ["true_positive", "false_positive", "false_negative", "true_negative"]
      for (name, cell) in zip(names, cells) {
        let value = try #require(expected[name])
        #expect(((cell.value ?? .nan) - value).magnitude < 1e-6, "\(name)")
      }
    }
  }

  @Test("scores that are far from frequencies are calibrated, as NannyML does")
  func decision() throws {
    let golden = try #require(try EstimationGolden.shared.get().estimators.last)
    var reference = EstimationData()
    reference.scores = try #require(golden.reference["score"])
    reference.labels = try #require(golden.reference["label"]).map { Int($0) }
    reference.called = try #require(golden.reference["called"]).map { Int($0) }
    let counts = try reference.count(EstimationData.options(), isReference: true)
    let study = try CalibrationStudy(try #require(counts.labels), level: 0.95, seed: 1)
    #expect(golden.needsCalibration)
    #expect(study.map.isApplied)
  }
}
