package import Statistics

/// Estimates the performance of a classifier of any number of classes from its own confidence.
///
/// ``ConfidenceEstimator`` for more than two classes: every row counts as `pₖ` of a row of class k.
/// Each class against the rest is calibrated where that helps, and a row's probabilities are
/// divided by their sum.
///
/// `E[rows of class k called j] = Σ pₖ(sᵢ) [called j]`, and so on
///
/// - Complexity: two passes over the reference, one over the current data.
/// - Source: NannyML 0.13.1, CBPE for `classification_multiclass`.
package struct ClassConfidenceEstimator: Sendable {
  /// The classes.
  package let classes: [String]
  /// Whether and how each class' scores are calibrated, in the order of the classes.
  package let studies: [CalibrationStudy]
  /// The probabilities that follow.
  package let calibration: ClassCalibration
  private let options: EstimationOptions
  private let referenceRows: Int
  private let warnings: [MetricsReport.Warning]

  /// Learns from a labelled reference, measured with ``EstimationOptions/classMetrics``.
  ///
  /// - Throws: ``Undefined`` when it has no labels, or a class has no rows or all.
  package init(_ options: EstimationOptions, reference: MetricsReport) throws(Undefined) {
    self.options = options
    classes = options.multiclass.classes
    referenceRows = reference.rows
    guard case .multiclass(let measured) = reference.measurement,
      let probabilities = measured.probabilities, probabilities.rows > 0
    else { throw Undefined("no reference row has both a label and all probabilities") }
    var studies: [CalibrationStudy] = []
    for (name, scores) in zip(classes, probabilities.scores) {
      guard scores.firstTotal > 0, scores.secondTotal > 0 else {
        throw Undefined(
          scores.firstTotal == 0
            ? "no reference row is of class \(name), so that nothing tells how probable it is"
            : "all \(scores.firstTotal) reference rows are of class \(name)")
      }
      studies.append(try CalibrationStudy(scores, level: options.level, seed: options.seed))
    }
    self.studies = studies
    let sample = probabilities.sample
    let sampled = sample.reduce(0) { $0 + $1.count }
    let scale = Double(probabilities.rows) / Double(max(sampled, 1))
    calibration = ClassCalibration(
      maps: studies.map(\.map),
      lessons: sample.map {
        ClassCalibration.Lesson(
          scores: $0.probabilities, rows: scale * Double($0.count))
      })
    let missing = reference.rows - probabilities.rows
    warnings =
      missing == 0
      ? []
      : [
        MetricsReport.Warning(
          code: "reference-missing-label",
          message: "\(missing) of \(reference.rows) reference rows have no label or lack a "
            + "probability and teach nothing", column: options.target)
      ]
  }

  /// The estimates for current windows.
  ///
  /// - Parameters:
  ///   - reference: the reference's windows, for the limits; nil where rows are in one window.
  ///   - ofWindows: what was tested about each window of either set alone.
  package func estimate(
    reference: ClassWindows?, current: ClassWindows, method: String = ConfidenceEstimator.card.key,
    assumptions: [EstimationReport.Assumption] = [],
    ofWindows: [Int64?: [EstimationReport.Assumption]] = [:]
  ) -> EstimationReport {
    let metrics = EstimatedClassMetric.all
    var builder = EstimationReportBuilder(
      method: method, options: options,
      metrics: metrics.map { ($0.card, 0...1, options.tolerance) })
    builder.assumptions =
      zip(classes, studies).map { name, study in
        ConfidenceEstimator.assumption(
          study, tolerance: options.tolerance, of: " of class \(name)")
      } + assumptions
    builder.classCalibrations = Array(zip(classes, studies))
    builder.referenceRows = referenceRows
    builder.rows = current.rows
    builder.warnings = warnings + current.warnings("current")
    let known =
      reference.map { windows in
        windows.windows.indices.map {
          window(windows, $0, metrics, isReference: true, assumptions: [])
        }
      } ?? []
    return builder.report(
      reference: known,
      current: current.windows.indices.map {
        window(
          current, $0, metrics, isReference: false,
          assumptions: ofWindows[current.positions[$0]] ?? [])
      })
  }

  private func window(
    _ set: ClassWindows, _ index: Int, _ metrics: [EstimatedClassMetric], isReference: Bool,
    assumptions: [EstimationReport.Assumption]
  ) -> WindowEstimate {
    let counts = set.windows[index]
    let calibration = set.calibrations[index]
    let level = options.level
    let all = counts.all(calibration)
    let hasLabels = counts.labelledRows > 0 && !isReference
    let isComplete = counts.labelledRows == counts.scoredRows
    let labelled = hasLabels && !isComplete ? counts.labelled(calibration) : all
    let came = hasLabels ? counts.realised(set.names) : nil
    let found = metrics.map { metric -> WindowEstimate.Metric in
      let estimate = metric.estimate(all, calibration, level: level)
      guard let came else { return WindowEstimate.Metric(estimate: estimate) }
      return WindowEstimate.Metric(
        estimate: estimate,
        onLabelled: isComplete ? estimate : metric.estimate(labelled, calibration, level: level),
        realised: metric.realise(came, level: level))
    }
    return WindowEstimate(
      span: set.span(index), rows: counts.scoredRows, labelledRows: counts.labelledRows,
      metrics: found, confusion: isReference ? nil : confusion(all, calibration),
      assumptions: (isReference ? [] : [support(counts)]) + assumptions)
  }

  /// The expected confusion matrix; nil where classes are too many for it.
  private func confusion(
    _ all: ExpectedClasses, _ calibration: ClassCalibration
  ) -> [EstimationReport.ExpectedCell]? {
    guard !all.cells.isEmpty else { return nil }
    let quantile = NormalDistribution.twoSidedQuantile(level: options.level)
    return classes.indices.flatMap { truth in
      classes.indices.map { called in
        let value = all.cells[called * classes.count + truth]
        let variance = all.variance(.ofCell(called: called, truth: truth), calibration)
        let margin = quantile * variance.squareRoot()
        return EstimationReport.ExpectedCell(
          truth: classes[truth], called: classes[called],
          rows: Estimate(
            value,
            interval: Interval(
              low: max(0, value - margin), high: min(all.calls[called], value + margin),
              level: options.level, method: "delta")))
      }
    }
  }

  /// The share of rows whose score lies outside the labelled ones, in the class where it is
  /// largest.
  private func support(_ counts: ClassWindow) -> EstimationReport.Assumption {
    let worst = counts.outside.indices.max { counts.outside[$0] < counts.outside[$1] } ?? 0
    return ConfidenceEstimator.support(
      outside: counts.outside[worst], rows: counts.scoredRows, level: options.level,
      what: "scores of class \(classes[worst])")
  }
}
