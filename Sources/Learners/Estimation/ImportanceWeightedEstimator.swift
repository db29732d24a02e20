package import Measurements
package import Statistics

/// Estimates a classifier's performance where rows of other kinds come than the reference had.
///
/// As ``ConfidenceEstimator``, but each window has its own calibration: labelled reference rows
/// count with how much more often their kind occurs in the window. That matters where rows of one
/// score are positive more or less often by kind.
///
/// - Assumptions: given the columns, positives come as often as in the reference (no concept
///   drift); the reference has rows of every kind that the window has. The second is tested: few
///   effective rows, or kinds that the reference hardly has, withdraw the window.
/// - Complexity: a classifier a window, on at most 10,000 rows a side; everything else as
///   ``ConfidenceEstimator``.
/// - Source: Białek et al., *Estimating Model Performance Under Covariate Shift Without Labels*,
///   2024; Bickel, Brückner, Scheffer, 2009, for the weights.
package struct ImportanceWeightedEstimator {
  /// What it says about itself.
  package static let card = Card(
    id: "importance-weighted-performance-estimation", aliases: ["iw-cbpe", "pape", "m-cbpe"],
    key: "iwCBPE", title: "Importance-weighted performance estimation",
    summary: "Performance before labels come, calibrated for the kinds of rows that come now.",
    unit: "that of the metric", range: "that of the metric", direction: .neutral,
    formula: "cbpe with the labels of the reference weighted by p(current | x) / p(reference | x)",
    defaults: [
      .init("rows a side", "10000", reason: "a classifier a window in about a second"),
      .init("effective rows", "100", reason: "fewer do not tell frequencies"),
      .init("largest weight", "50", reason: "beyond it one label would speak for fifty rows"),
    ],
    undefined:
      "as cbpe; withdrawn where few reference rows are like the window's",
    laws: [.bounded],
    source: "Białek et al., 2024; Bickel, Brückner, Scheffer, 2009")

  /// Effective rows below which a window is withdrawn.
  package static let leastEffectiveRows = 100.0

  private let plain: ConfidenceEstimator
  private let reference: ScoreWindows
  private let rows: RowTable
  private let metrics: [EstimatedMetric]
  private let columns: [String]
  private let library: LightGBMLibrary

  /// Learns from a labelled reference.
  ///
  /// - Parameters:
  ///   - rows: a sample of the reference with columns, target, score and, for calendar windows,
  ///     time.
  ///   - columns: what says of which kind a row is.
  /// - Throws: `Undefined` when the reference has no labels or those of one class.
  package init(
    reference: ScoreWindows, rows: RowTable, metrics: [EstimatedMetric], columns: [String],
    library: LightGBMLibrary
  ) throws(Undefined) {
    plain = try ConfidenceEstimator(reference: reference, metrics: metrics)
    self.reference = reference
    self.rows = rows
    self.metrics = metrics
    self.columns = columns
    self.library = library
  }

  /// The estimates for current windows.
  ///
  /// - Parameter currentRows: a sample of the current data, with the same columns but the target.
  /// - Throws: `Undefined`, ``RowsError``, ``LearnersError``.
  package func estimate(
    _ current: ScoreWindows, rows currentRows: RowTable,
    assumptions: [EstimationReport.Assumption]
  ) throws -> EstimationReport {
    let options = current.options
    var builder = EstimationReportBuilder(
      method: "iw-cbpe", options: options,
      metrics: ConfidenceEstimator.described(metrics, options))
    builder.assumptions = [plain.calibration] + assumptions
    builder.calibration = plain.study
    builder.referenceRows = reference.rows
    builder.rows = current.rows
    builder.warnings =
      reference.warnings("reference") + ConfidenceEstimator.missingLabels(reference)
      + current.warnings("current")
    let places = try currentRows.windows(options.window, timestamp: options.timestamp)
    let found = try current.windows.indices.map { index in
      try window(
        current, index, rows: currentRows.selecting(places[current.positions[index]] ?? []),
        against: rows, isReference: false)
    }
    return builder.report(
      reference: options.window == nil ? [] : try referenceWindows(options), current: found)
  }

  /// The reference's own windows, each against the rest: limits come from what is estimated alike.
  private func referenceWindows(_ options: EstimationOptions) throws -> [WindowEstimate] {
    let places = try rows.windows(options.window, timestamp: options.timestamp)
    return try reference.windows.indices.map { index in
      let own = places[reference.positions[index]] ?? []
      let held = Set(own)
      return try window(
        reference, index, rows: rows.selecting(own),
        against: rows.selecting((0..<rows.rowCount).filter { !held.contains($0) }),
        isReference: true)
    }
  }

  private func window(
    _ set: ScoreWindows, _ index: Int, rows: RowTable, against known: RowTable, isReference: Bool
  ) throws -> WindowEstimate {
    var map = plain.study.map
    var tested: [EstimationReport.Assumption] = []
    do {
      let ratio = try DensityRatio(seed: set.options.seed).measure(
        reference: known, current: rows, columns: columns, library: library)
      tested = [
        Self.effectiveRows(ratio),
        try EstimationReport.Assumption(ratio, level: set.options.level),
        EstimationReport.Assumption(ratio.separation),
      ]
      map = try weighted(ratio)
    } catch let error as Undefined {
      tested = [Self.unweighted(error)]
    }
    return WindowEstimate(
      set.windows[index], span: set.span(index), metrics: metrics, map: map,
      level: set.options.level, judgesSupport: !isReference, assumptions: tested)
  }

  /// The calibration for rows that are spread as the window's are.
  private func weighted(_ ratio: DensityRatio.Finding) throws -> CalibrationMap {
    let options = reference.options
    let labels = try BinaryLabels(
      try ratio.reference.column(options.target), positive: options.positive)
    let scores = try ratio.reference.numbers(options.score)
    let kept = labels.rows.indices.filter { scores[labels.rows[$0]].isFinite }
    return try ReweightedCalibration(
      scores: kept.map { scores[labels.rows[$0]] }, isPositive: kept.map { labels.isPositive[$0] },
      weights: kept.map { ratio.weights[labels.rows[$0]] }, plain: plain.study.map,
      seed: options.seed
    ).map
  }

  /// Why a window has no weights.
  static func unweighted(_ error: Undefined) -> EstimationReport.Assumption {
    EstimationReport.Assumption(
      id: "sample-size", estimate: Estimate(undefined: error), limit: leastEffectiveRows,
      outcome: .fails,
      finding: "the window cannot be weighed against the reference: \(error.reason)")
  }

  /// What the weighted reference rows are worth.
  static func effectiveRows(
    _ ratio: DensityRatio.Finding
  ) -> EstimationReport.Assumption {
    let rows = ratio.effectiveRows
    return EstimationReport.Assumption(
      id: "sample-size", estimate: Estimate(rows), limit: leastEffectiveRows,
      outcome: rows >= leastEffectiveRows ? .holds : .fails,
      finding: "\(ratio.weights.count) reference rows, weighted to be like the window's, tell as "
        + "much as \(Int(rows.rounded()))")
  }
}
