package import Statistics

/// Estimates a classifier's performance from its own confidence, before labels come.
///
/// Where scores, calibrated if that helps, say how often a positive comes, the confusion matrix
/// that labels would give is known on average, and with it every metric.
///
/// `E[TP] = Σ p(sᵢ) [called], E[FP] = Σ (1 − p(sᵢ)) [called]`, and so on
///
/// - Assumptions: at a score, positives come as often as in the reference (no concept drift);
///   current scores lie among the reference's. Both are tested as far as data allow, and reported.
/// - Complexity: one pass over each data set, then O(windows · scores).
/// - Source: NannyML 0.13.1, CBPE; Białek et al., *Estimating Model Performance Under Covariate
///   Shift Without Labels*, 2024.
package struct ConfidenceEstimator: Sendable {
  /// What it says about itself.
  package static let card = Card(
    id: "confidence-based-performance-estimation", aliases: ["cbpe"], key: "cbpe",
    title: "Confidence-based performance estimation",
    summary: "A classifier's performance before labels come, from its calibrated probabilities.",
    unit: "that of the metric", range: "that of the metric", direction: .neutral,
    formula: "each row counts as p of a positive and 1 − p of a negative one",
    defaults: [
      .init("level", "0.95", reason: "the share of windows whose labels give a value inside"),
      .init("alarm rate", "0.01", reason: "one false alarm in a hundred windows and metrics"),
      .init("tolerance", "0.02", reason: "an error of two points changes few decisions"),
    ],
    undefined:
      "the reference has one class only or no labels; withdrawn when calibration, support or the "
      + "record of past estimates is bad",
    laws: [.orderInvariant, .bounded],
    source: "NannyML 0.13.1, CBPE; Białek et al., 2024")

  /// The largest share of a window's rows whose score no labelled row had.
  package static let mostOutside = 0.05

  private let reference: ScoreWindows
  /// Whether and how scores are calibrated.
  package let study: CalibrationStudy
  private let metrics: [EstimatedMetric]

  /// Learns from a labelled reference.
  ///
  /// - Throws: ``Undefined`` when the reference has no labels or those of one class.
  package init(reference: ScoreWindows, metrics: [EstimatedMetric]) throws(Undefined) {
    self.reference = reference
    self.metrics = metrics
    study = try CalibrationStudy(
      reference.labels ?? SortedCounts(values: [], first: [], second: []),
      level: reference.options.level, seed: reference.options.seed)
  }

  /// The estimates for current windows.
  package func estimate(
    _ current: ScoreWindows, assumptions: [EstimationReport.Assumption] = []
  ) -> EstimationReport {
    let options = current.options
    var builder = EstimationReportBuilder(
      method: Self.card.key, options: options, metrics: Self.described(metrics, options))
    builder.assumptions = [calibration] + assumptions
    builder.calibration = study
    builder.referenceRows = reference.rows
    builder.rows = current.rows
    builder.warnings =
      reference.warnings("reference") + Self.missingLabels(reference)
      + current.warnings("current")
    return builder.report(
      reference: options.window == nil
        ? [] : reference.windows.indices.map { window(reference, $0, isReference: true) },
      current: current.windows.indices.map { window(current, $0, isReference: false) })
  }

  /// The metrics as the report needs them.
  package static func described(
    _ metrics: [EstimatedMetric], _ options: EstimationOptions
  ) -> [(card: Card, range: ClosedRange<Double>?, tolerance: Double?)] {
    metrics.map {
      ($0.card, $0.isShare ? 0...1 : nil, $0.isShare ? options.tolerance : nil)
    }
  }

  /// Reference rows that cannot teach anything.
  package static func missingLabels(_ reference: ScoreWindows) -> [MetricsReport.Warning] {
    let missing = reference.windows.reduce(0) { $0 + $1.scoredRows - $1.labelledRows }
    guard missing > 0 else { return [] }
    return [
      MetricsReport.Warning(
        code: "reference-missing-label",
        message: "\(missing) of \(reference.rows) reference rows have no label and teach nothing",
        column: reference.options.target)
    ]
  }

  private func window(
    _ set: ScoreWindows, _ index: Int, isReference: Bool
  ) -> WindowEstimate {
    WindowEstimate(
      set.windows[index], span: set.span(index), metrics: metrics, map: study.map,
      level: set.options.level, judgesSupport: !isReference)
  }

  /// How far the probabilities that are used lie from frequencies, out of sample.
  package var calibration: EstimationReport.Assumption {
    Self.assumption(study, tolerance: reference.options.tolerance)
  }

  /// How far the probabilities of a class lie from frequencies, out of sample.
  ///
  /// - Parameter of: the class in words, ` of class a`; empty where there is one.
  static func assumption(
    _ study: CalibrationStudy, tolerance limit: Double, of: String = ""
  ) -> EstimationReport.Assumption {
    let error = study.chosen.error
    let used = (study.map.isApplied ? "calibrated scores" : "scores") + of
    guard let value = error.value, let interval = error.interval else {
      return EstimationReport.Assumption(
        id: "calibration", estimate: error, limit: limit, outcome: .unmeasured,
        finding: "the calibration of the \(used) cannot be measured: \(error.note ?? "no value")")
    }
    let judgement = Judgement(value, interval, atMost: limit, rows: study.rows)
    let words: String
    let outcome: EstimationReport.Assumption.Outcome
    switch judgement {
    case .pass: (outcome, words) = (.holds, "on the reference the \(used) agree with frequencies")
    case .fail:
      (outcome, words) = (
        .fails, "on the reference the \(used) are off the frequencies by more than \(limit)"
      )
    case .undecided(let more):
      (outcome, words) = (
        .undecided,
        "the reference does not tell whether the \(used) agree with frequencies within \(limit)"
          + (more.map { ": it needs about \($0) more rows" } ?? "")
      )
    }
    return EstimationReport.Assumption(
      id: "calibration", estimate: error, limit: limit, outcome: outcome, finding: words)
  }
}

extension WindowEstimate {
  /// The estimates of a window whose probabilities a map gives.
  package init(
    _ counts: ScoreWindow, span: WindowSpan?, metrics: [EstimatedMetric], map: CalibrationMap,
    level: Double, judgesSupport: Bool, assumptions: [EstimationReport.Assumption] = []
  ) {
    let calls = counts.calls
    let hasLabels = counts.labelledRows > 0 && judgesSupport
    let isComplete = counts.labelledRows == counts.scoredRows
    let known = hasLabels && !isComplete ? counts.labelledCalls : calls
    let labelled = hasLabels ? counts.labelled : nil
    let found = metrics.map { metric in
      let estimate = metric.estimate(calls, map: map, level: level)
      guard let labelled else { return Metric(estimate: estimate) }
      return Metric(
        estimate: estimate,
        onLabelled: isComplete ? estimate : metric.estimate(known, map: map, level: level),
        realised: Self.realised(metric, labelled, level))
    }
    self.init(
      span: span, rows: counts.scoredRows, labelledRows: counts.labelledRows, metrics: found,
      cells: Self.cells(calls, map, level),
      assumptions: (judgesSupport ? [Self.support(calls, map, level)] : []) + assumptions)
  }

  private static func realised(
    _ metric: EstimatedMetric, _ labelled: BinaryMeasurement, _ level: Double
  ) -> Estimate {
    do throws(Undefined) {
      return try metric.realise(labelled, level)
    } catch {
      return Estimate(undefined: error)
    }
  }

  /// Expected rows of each cell: TP, FP, FN, TN.
  private static func cells(
    _ calls: SortedCounts, _ map: CalibrationMap, _ level: Double
  ) -> [Estimate] {
    let scores = calls.centres
    let labels = ExpectedLabels(
      calls: calls, probabilities: map.probabilities(atAscending: scores))
    func estimate(_ rows: Double, of most: Double, isCalled: Bool) -> Estimate {
      let slope = ExpectedValue.Slope.ofClass(
        called: isCalled ? 1 : 0, uncalled: isCalled ? 0 : 1)
      let variance =
        labels.labelVariance(slope)
        + map.variance(atAscending: scores, slopes: labels.probabilitySlopes(slope))
      let margin = NormalDistribution.twoSidedQuantile(level: level) * variance.squareRoot()
      return Estimate(
        rows,
        interval: Interval(
          low: max(0, rows - margin), high: min(most, rows + margin), level: level,
          method: "delta"))
    }
    let uncalled = labels.rows - labels.calledRows
    return [
      estimate(labels.truePositives, of: labels.calledRows, isCalled: true),
      estimate(labels.falsePositives, of: labels.calledRows, isCalled: true),
      estimate(labels.falseNegatives, of: uncalled, isCalled: false),
      estimate(labels.trueNegatives, of: uncalled, isCalled: false),
    ]
  }

  private static func support(
    _ calls: SortedCounts, _ map: CalibrationMap, _ level: Double
  ) -> EstimationReport.Assumption {
    let (outside, rows) = map.outside(calls)
    return ConfidenceEstimator.support(outside: outside, rows: rows, level: level, what: "scores")
  }
}

extension ConfidenceEstimator {
  /// Whether a window's scores are among those that have labels.
  ///
  /// - Parameter what: the scores in words.
  static func support(
    outside: Int, rows: Int, level: Double, what: String
  ) -> EstimationReport.Assumption {
    let limit = mostOutside
    do throws(Undefined) {
      let share = Double(outside) / Double(max(rows, 1))
      let interval = try WilsonInterval.interval(successes: outside, rows: rows, level: level)
      let outcome: EstimationReport.Assumption.Outcome
      switch Judgement(share, interval, atMost: limit, rows: rows) {
      case .pass: outcome = .holds
      case .fail: outcome = .fails
      case .undecided: outcome = .undecided
      }
      return EstimationReport.Assumption(
        id: "support", estimate: Estimate(share, interval: interval), limit: limit,
        outcome: outcome,
        finding: "\(outside) of \(rows) \(what) lie outside those that the reference has labels for"
      )
    } catch {
      return EstimationReport.Assumption(
        id: "support", estimate: Estimate(undefined: error), limit: limit, outcome: .unmeasured,
        finding: "the window has no scores")
    }
  }
}
