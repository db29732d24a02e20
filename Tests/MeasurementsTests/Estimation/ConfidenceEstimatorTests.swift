import Measurements
import Statistics
import Testing

@Suite("Performance from confidence")
struct ConfidenceEstimatorTests {
  /// Frequencies above 0.5 where scores say less, below where they say more.
  private static func stretched(_ score: Double) -> Double {
    let odds = score / (1 - score)
    return odds * odds / (1 + odds * odds)
  }

  @Test("scores that are probabilities are left alone, others are calibrated")
  func calibration() throws {
    for seed in UInt64(1)...5 {
      let fine = EstimationData.drawn(4_000, seed: seed)
      let counts = try fine.count(EstimationData.options(), isReference: true)
      let study = try CalibrationStudy(try #require(counts.labels), level: 0.95, seed: 1)
      #expect(!study.map.isApplied, "seed \(seed): \(study.reason)")
      let coarse = EstimationData.drawn(4_000, seed: seed, chance: Self.stretched)
      let others = try coarse.count(EstimationData.options(), isReference: true)
      let needed = try CalibrationStudy(try #require(others.labels), level: 0.95, seed: 1)
      #expect(needed.map.isApplied, "seed \(seed): \(needed.reason)")
      let raw = try #require(needed.raw?.error.value)
      #expect(try #require(needed.calibrated.error.value) < raw)
    }
  }

  @Test("scores outside 0…1 are calibrated, whatever the Brier score would say")
  func notProbabilities() throws {
    var data = EstimationData.drawn(2_000, seed: 3)
    data.scores = data.scores.map { $0.map { 10 * $0 - 3 } }
    let counts = try data.count(EstimationData.options(), isReference: true)
    let study = try CalibrationStudy(try #require(counts.labels), level: 0.95, seed: 1)
    #expect(study.map.isApplied)
    #expect(study.raw == nil)
  }

  @Test("the order of rows changes nothing, nor how they are cut into batches")
  func order() throws {
    let reference = EstimationData.drawn(3_000, seed: 1, chance: Self.stretched)
    var mixed = EstimationData()
    for row in (0..<3_000).map({ $0 * 1_999 % 3_000 }) {
      mixed.scores.append(reference.scores[row])
      mixed.labels.append(reference.labels[row])
      mixed.called.append(reference.called[row])
    }
    let options = EstimationData.options(window: nil)
    let current = EstimationData.drawn(500, seed: 2)
    let one = try EstimationData.report(reference: reference, current: current, options: options)
    let other = try EstimationData.report(reference: mixed, current: current, options: options)
    #expect(
      one.windows[0].metrics.map(\.estimate) == other.windows[0].metrics.map(\.estimate))
  }

  // Seven metrics of 40 windows; at 0.95 fewer than 85 % held would be one in 10,000 for a metric.
  @Test("intervals hold what labels give, also where the scores have shifted")
  func coverage() throws {
    var held: [String: Int] = [:]
    for seed in UInt64(1)...4 {
      let report = try EstimationData.report(
        reference: .drawn(4_000, seed: 10 + seed, chance: Self.stretched),
        current: .drawn(5_000, seed: 20 + seed, shift: 0.4, chance: Self.stretched))
      for record in report.record {
        held[record.card.key, default: 0] += record.windows.compactMap(\.isCovered).count { $0 }
      }
    }
    #expect(held.count == 7)
    for (key, count) in held { #expect(count >= 33, "\(key): \(count) of 40") }
  }

  // 160 unchanged windows at 2 %: at most 12 alarms in all but one of a thousand runs.
  @Test("unchanged windows alarm no more often than stated")
  func alarmRate() throws {
    let options = EstimationData.options(window: 250) { $0.alarmRate = 0.02 }
    var alarms: [String: Int] = [:]
    for seed in UInt64(1)...8 {
      let report = try EstimationData.report(
        reference: .drawn(4_000, seed: 30 + seed),
        current: EstimationData.drawn(5_000, seed: 50 + seed).unlabelled, options: options)
      for entry in report.windows.flatMap(\.metrics) {
        alarms[entry.card.key, default: 0] += entry.alert == true ? 1 : 0
      }
    }
    for (key, count) in alarms { #expect(count <= 12, "\(key): \(count) of 160") }
  }

  @Test("a shift towards doubtful scores lowers the estimate and alarms")
  func alarm() throws {
    let reference = EstimationData.drawn(6_000, seed: 1)
    var doubtful = EstimationData.drawn(1_000, seed: 2)
    doubtful.scores = doubtful.scores.map { $0.map { 0.4 + ($0 - 0.4) / 3 } }
    let report = try EstimationData.report(reference: reference, current: doubtful.unlabelled)
    #expect(report.hasAlert)
    let auc = try #require(report.windows.first?["rocAUC"])
    #expect(auc.alert == true)
    let limits = try #require(auc.limits)
    #expect(try #require(auc.estimate.value) < limits.lowerBound)
  }

  @Test("what comes against the estimate is a record; a bad one withdraws the metric")
  func record() throws {
    let reference = EstimationData.drawn(6_000, seed: 1)
    let good = try EstimationData.report(
      reference: reference, current: .drawn(4_000, seed: 2))
    #expect(good.withdrawals.isEmpty)
    #expect(good.record.map(\.card.key).contains("accuracy"))
    #expect(good.windows.allSatisfy { $0["accuracy"]?.realised?.value != nil })
    // The relation of score and label turns: no estimate from scores can see that.
    let turned = try EstimationData.report(
      reference: reference, current: .drawn(4_000, seed: 2, chance: { 0.2 + 0.4 * $0 }))
    #expect(turned.withdrawals.contains { $0.metric == "accuracy" })
    #expect(turned.isUndecided)
    let entry = try #require(turned.windows.first?["accuracy"])
    #expect(entry.estimate.value == nil)
    #expect(entry.alert == nil)
    #expect(entry.estimate.note?.hasPrefix("withdrawn") == true)
  }

  @Test("scores that the reference never had withdraw the window")
  func support() throws {
    let reference = EstimationData.drawn(3_000, seed: 1)
    var current = EstimationData.drawn(1_000, seed: 2).unlabelled
    for row in 0..<500 { current.scores[row] = 0.9999 }
    let report = try EstimationData.report(reference: reference, current: current)
    #expect(report.windows[0].metrics.allSatisfy { $0.estimate.value == nil })
    #expect(report.windows[0].cells == nil)
    #expect(report.windows[1].metrics.allSatisfy { $0.estimate.value != nil })
    #expect(report.withdrawals.map(\.window) == ["rows 1–500"])
  }

  @Test("scores whose relation to labels goes up and down cannot be calibrated: withdrawn")
  func uncalibratable() throws {
    let report = try EstimationData.report(
      reference: .drawn(6_000, seed: 1, chance: { $0 < 0.3 ? 0.9 : $0 < 0.6 ? 0.1 : 0.8 }),
      current: EstimationData.drawn(1_000, seed: 2).unlabelled)
    // An isotonic map pools what goes up and down: its mean is right, so the estimate may stand.
    let assumption = try #require(report.assumptions.first { $0.id == "calibration" })
    #expect(assumption.outcome != .unmeasured)
    #expect(report.calibration?.map.isApplied == true)
  }

  @Test("a reference without labels, or with one class, has no estimate")
  func noLabels() throws {
    let options = EstimationData.options()
    let reference = EstimationData.drawn(500, seed: 1)
    #expect(throws: Undefined.self) {
      try ConfidenceEstimator(
        reference: try reference.unlabelled.count(options, isReference: true), metrics: [])
    }
    var one = reference
    one.labels = one.labels.map { _ in 1 }
    #expect(throws: Undefined.self) {
      try ConfidenceEstimator(reference: try one.count(options, isReference: true), metrics: [])
    }
  }

  @Test("missing scores and classes are left out and counted")
  func missing() throws {
    let reference = EstimationData.drawn(3_000, seed: 1)
    var current = EstimationData.drawn(500, seed: 2).unlabelled
    current.scores[0] = nil
    current.called[1] = nil
    let report = try EstimationData.report(reference: reference, current: current)
    #expect(report.windows.map(\.rows) == [498])
    #expect(
      report.warnings.map(\.code) == ["current-missing-score", "current-missing-prediction"])
  }

  @Test("without windows there are no limits, and that is said")
  func noWindows() throws {
    let report = try EstimationData.report(
      reference: .drawn(3_000, seed: 1), current: EstimationData.drawn(700, seed: 2).unlabelled,
      options: EstimationData.options(window: nil))
    #expect(report.windows.map(\.name) == ["all"])
    #expect(report.windows[0].metrics.allSatisfy { $0.alert == nil && $0.limits == nil })
    #expect(report.warnings.map(\.code) == ["no-limits"])
    #expect(report.isUndecided)
  }

  @Test("a window of certain probabilities keeps a finite interval inside the range")
  func certain() throws {
    let reference = EstimationData.drawn(3_000, seed: 1)
    var current = EstimationData()
    for row in 0..<500 {
      current.scores.append(row % 2 == 0 ? 0.01 : 0.95)
      current.labels.append(nil)
      current.called.append(row % 2)
    }
    let report = try EstimationData.report(reference: reference, current: current)
    for entry in report.windows[0].metrics {
      let interval = try #require(entry.estimate.interval)
      #expect(interval.low >= 0 && interval.high <= 1 && interval.low <= interval.high)
    }
  }

  @Test("business value is the worth of the expected cells")
  func businessValue() throws {
    let worth = try #require(BusinessValue([1, -2, -10, 4]))
    let report = try EstimationData.report(
      reference: .drawn(3_000, seed: 1), current: EstimationData.drawn(500, seed: 2).unlabelled,
      value: worth)
    let window = report.windows[0]
    let cells = try #require(window.cells).compactMap(\.value)
    let sum = 4 * cells[0] - 2 * cells[1] - 10 * cells[2] + cells[3]
    let value = try #require(window["businessValue"]?.estimate.value)
    #expect((value - sum / 500).magnitude < 1e-12)
  }
}
