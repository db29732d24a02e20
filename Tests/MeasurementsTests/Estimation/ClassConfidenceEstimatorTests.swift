import Measurements
import Statistics
import Testing

@Suite("Performance of several classes from confidence")
struct ClassConfidenceEstimatorTests {
  @Test(
    "windows equal NannyML's from end to end", arguments: try EstimationGolden.shared.get().classes)
  func windows(_ golden: EstimationGolden.Classes) throws {
    func data(_ rows: EstimationGolden.ClassRows) -> ClassEstimationData {
      ClassEstimationData(
        scores: rows.scores,
        labels: rows.labels.isEmpty ? rows.called.map { _ in nil } : rows.labels,
        called: rows.called)
    }
    let options = ClassEstimationData.options(window: golden.window, classes: golden.classes)
    let estimator = try data(golden.reference).learn(options)
    // The decision to calibrate is Assay's own; the estimate that follows from one is the same.
    let calibration = ClassCalibration(
      maps: zip(golden.needsCalibration, estimator.studies).map {
        CalibrationMap(isApplied: $0, fit: $1.map.fit)
      })
    let counts = try data(golden.current).count(options, calibration)
    try #require(counts.windows.count == golden.windows.count)
    for (window, expected) in zip(counts.windows, golden.windows) {
      let classes = window.all(calibration)
      for metric in ExpectedCatalogue.classes {
        let key = metric.card.key
        let value = try metric.expect(classes).value
        let other = try #require(expected.values[key], "\(key)")
        // NannyML rounds running sums to five decimals in the rank metrics.
        let tolerance = ["rocAUC", "weightedRocAUC"].contains(key) ? 1e-5 : 1e-9
        #expect((value - other).magnitude < tolerance, "\(key): \(value), not \(other)")
      }
      for (truth, row) in expected.cells.enumerated() {
        for (called, rows) in row.enumerated() {
          let found = classes.cells[called * golden.classes.count + truth]
          #expect(
            (found - rows).magnitude < 1e-9, "\(truth) called \(called): \(found), not \(rows)")
        }
      }
    }
  }

  @Test("an area's interval shrinks with the root of the rows, wherever scores are put together")
  func widths() throws {
    let reference = ClassEstimationData.drawn(3_000, seed: 1)
    var widths: [Double] = []
    // Three scores a row: beyond 4,096 of them neighbouring ones may be put together.
    for rows in [1_300, 1_400, 2_000, 2_700, 2_800, 3_300] {
      let report = try ClassEstimationData.report(
        reference: reference, current: ClassEstimationData.drawn(rows, seed: 2),
        options: ClassEstimationData.options(window: nil))
      let interval = try #require(report.windows[0]["rocAUC"]?.estimate.interval)
      widths.append((interval.high - interval.low) * Double(rows).squareRoot())
    }
    // What the reference leaves open does not shrink, so that the product grows, and evenly.
    for (one, next) in zip(widths, widths.dropFirst()) {
      #expect((0.95...1.12).contains(next / one), "\(widths)")
    }
  }

  @Test("two classes give what the estimator of two classes gives, with its interval")
  func twoClasses() throws {
    let reference = EstimationData.drawn(3_000, seed: 1)
    let current = EstimationData.drawn(400, seed: 2)
    func classes(_ data: EstimationData) -> ClassEstimationData {
      ClassEstimationData(
        scores: data.scores.map { score in [score.map { 1 - $0 }, score] },
        labels: data.labels.map { $0.map { $0 == 1 ? "yes" : "no" } },
        called: data.called.map { $0 == 1 ? "yes" : "no" })
    }
    let two = try EstimationData.report(reference: reference, current: current)
    let many = try ClassEstimationData.report(
      reference: classes(reference), current: classes(current),
      options: ClassEstimationData.options(classes: ["no", "yes"]))
    let (one, other) = (two.windows[0], many.windows[0])
    for key in ["accuracy", "rocAUC"] {
      let (left, right) = (try #require(one[key]?.estimate), try #require(other[key]?.estimate))
      #expect(((left.value ?? 0) - (right.value ?? 1)).magnitude < 1e-9, "\(key)")
      let (narrow, wide) = (try #require(left.interval), try #require(right.interval))
      #expect(((narrow.high - narrow.low) / (wide.high - wide.low) - 1).magnitude < 0.05, "\(key)")
    }
    let cells = try #require(other.confusion)
    #expect(cells.map(\.truth) == ["no", "no", "yes", "yes"])
    let positives = try #require(one.cells?.first?.value)
    #expect((positives - (cells[3].rows.value ?? 0)).magnitude < 1e-9)
  }

  @Test("each class is calibrated or not for itself")
  func calibration() throws {
    let fine = try ClassEstimationData.drawn(6_000, seed: 3).learn(ClassEstimationData.options())
    #expect(fine.studies.allSatisfy { !$0.map.isApplied }, "\(fine.studies.map(\.reason))")
    let coarse = try ClassEstimationData.drawn(6_000, seed: 3, power: 2.5)
      .learn(ClassEstimationData.options())
    #expect(coarse.studies.allSatisfy { $0.map.isApplied }, "\(coarse.studies.map(\.reason))")
  }

  @Test("the order of rows changes nothing")
  func order() throws {
    let reference = ClassEstimationData.drawn(3_000, seed: 1, power: 2)
    let current = ClassEstimationData.drawn(900, seed: 2, power: 2)
    let options = ClassEstimationData.options(window: nil)
    let one = try ClassEstimationData.report(
      reference: reference, current: current, options: options)
    let other = try ClassEstimationData.report(
      reference: reference.taking((0..<3_000).map { $0 * 1_999 % 3_000 }),
      current: current.taking((0..<900).map { $0 * 701 % 900 }), options: options)
    #expect(one.windows[0].metrics.map(\.estimate) == other.windows[0].metrics.map(\.estimate))
  }

  // Thirteen metrics of 20 windows; at 0.95 fewer than 15 held would be one in 3,000 for a metric.
  @Test("intervals hold what labels give, also where the scores have shifted")
  func coverage() throws {
    var held: [String: Int] = [:]
    for seed in UInt64(1)...4 {
      let report = try ClassEstimationData.report(
        reference: .drawn(3_000, seed: 10 + seed, power: 2),
        current: .drawn(2_500, seed: 20 + seed, shift: 0.4, power: 2))
      for record in report.record {
        held[record.card.key, default: 0] += record.windows.compactMap(\.isCovered).count { $0 }
      }
    }
    #expect(held.count == ExpectedCatalogue.classes.count)
    for (key, count) in held { #expect(count >= 15, "\(key): \(count) of 20") }
  }

  @Test("a shift towards doubtful scores lowers the estimate and alarms")
  func alarm() throws {
    let reference = ClassEstimationData.drawn(6_000, seed: 1)
    var doubtful = ClassEstimationData.drawn(1_000, seed: 2).unlabelled
    doubtful.scores = doubtful.scores.map { $0.map { $0.map { (1 + $0) / 4 } } }
    let report = try ClassEstimationData.report(reference: reference, current: doubtful)
    let entry = try #require(report.windows.first?["accuracy"])
    #expect(entry.alert == true)
    let limits = try #require(entry.limits)
    #expect(try #require(entry.estimate.value) < limits.lowerBound)
  }

  @Test("what comes against the estimate is a record; a bad one withdraws the metric")
  func record() throws {
    let reference = ClassEstimationData.drawn(6_000, seed: 1)
    let good = try ClassEstimationData.report(reference: reference, current: .drawn(4_000, seed: 2))
    #expect(good.withdrawals.isEmpty)
    #expect(good.windows.allSatisfy { $0["accuracy"]?.realised?.value != nil })
    // The relation of scores and classes turns: no estimate from scores can see that.
    let turned = try ClassEstimationData.report(
      reference: reference, current: .drawn(4_000, seed: 2, power: -0.5))
    #expect(turned.withdrawals.contains { $0.metric == "accuracy" })
    let entry = try #require(turned.windows.first?["accuracy"])
    #expect(entry.estimate.value == nil)
    #expect(entry.alert == nil)
  }

  @Test("scores that the reference never had withdraw the window, with its cells")
  func support() throws {
    let reference = ClassEstimationData.drawn(3_000, seed: 1)
    var current = ClassEstimationData.drawn(1_000, seed: 2).unlabelled
    for row in 0..<500 { current.scores[row] = [0.00001, 0.99998, 0.00001] }
    let report = try ClassEstimationData.report(reference: reference, current: current)
    #expect(report.windows[0].metrics.allSatisfy { $0.estimate.value == nil })
    #expect(report.windows[0].confusion == nil)
    #expect(report.windows[1].metrics.allSatisfy { $0.estimate.value != nil })
    #expect(report.withdrawals.map(\.window) == ["rows 1–500"])
  }

  @Test("missing scores, missing calls, odd sums and new classes are counted and said")
  func warnings() throws {
    let reference = ClassEstimationData.drawn(3_000, seed: 1)
    var current = ClassEstimationData.drawn(500, seed: 2)
    current.scores[0][1] = nil
    current.called[1] = nil
    current.scores[2] = current.scores[2].map { $0.map { $0 / 2 } }
    current.labels[3] = "ferry"
    let report = try ClassEstimationData.report(reference: reference, current: current)
    #expect(report.windows.map(\.rows) == [498])
    #expect(
      report.warnings.map(\.code) == [
        "current-missing-score", "current-missing-prediction", "current-probabilities-off-sum",
        "current-class-not-declared",
      ])
  }

  @Test("a predicted class without a probability is refused by name")
  func foreignPrediction() throws {
    let reference = ClassEstimationData.drawn(1_000, seed: 1)
    var current = ClassEstimationData.drawn(100, seed: 2)
    current.called[7] = "ferry"
    let error = #expect(throws: MetricRefusal.self) {
      try ClassEstimationData.report(reference: reference, current: current)
    }
    #expect(error?.message.contains("ferry") == true)
  }

  @Test("a class that the reference never had, or only had, has no estimate")
  func noClass() throws {
    var reference = ClassEstimationData.drawn(500, seed: 1)
    reference.labels = reference.labels.map { $0 == "tram" ? "car" : $0 }
    let error = #expect(throws: Undefined.self) {
      try reference.learn(ClassEstimationData.options())
    }
    #expect(error?.reason.contains("tram") == true)
    #expect(throws: Undefined.self) {
      try reference.unlabelled.learn(ClassEstimationData.options())
    }
  }

  @Test("classes and probabilities that do not belong together are refused")
  func options() throws {
    let calibration = try ClassEstimationData.drawn(500, seed: 1)
      .learn(ClassEstimationData.options()).calibration
    for change: (inout EstimationOptions) -> Void in [
      { $0.multiclass.classes.removeLast() }, { $0.multiclass.probabilities.append("p0") },
      { $0.multiclass.classes = ["bus", "bus", "car"] },
    ] {
      #expect(throws: MetricRefusal.self) {
        try ClassScoreFold(
          ClassEstimationData.options(nil, change), hasLabels: true, calibration: calibration)
      }
    }
  }
}

extension ClassEstimationData {
  fileprivate static func options(
    _ window: Int?, _ change: (inout EstimationOptions) -> Void
  ) -> EstimationOptions {
    options(window: window, change)
  }
}
