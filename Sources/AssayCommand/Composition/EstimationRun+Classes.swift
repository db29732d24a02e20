internal import Learners
internal import Measurements
internal import Statistics

extension EstimationRun.Inputs {
  /// Classes and probabilities, confidence alone.
  func classConfidence() throws -> EstimationReport {
    let columns = command.joint ? features : []
    let known = try learned(columns: columns, limit: EstimationRun.rowLimit)
    let fresh = try counted(
      current, known.estimator.calibration, columns: columns, limit: EstimationRun.rowLimit)
    return known.estimator.estimate(
      reference: try referenceWindows(known.estimator.calibration), current: fresh.counts,
      assumptions: command.joint ? [joint(known.rows, fresh.rows, columns)] : [])
  }

  /// Classes and probabilities, weighted for the rows that come.
  ///
  /// The rows of a window must be known before they are counted with its own calibration: the
  /// current data is read twice.
  func weightedClasses() throws -> EstimationReport {
    let features = try neededFeatures()
    let known = try learned(
      columns: sampled(
        reference, with: [command.target] + (command.probabilities?.names ?? [])),
      limit: command.sample)
    var plan = ScanPlan()
    let sample = plan.add(
      RowFold(columns: try sampled(current, with: []), limit: command.sample, seed: command.seed))
    let rows = try current.run(plan, count: command.counting.count)[sample].get()
    guard let knownRows = known.rows else {
      throw UsageError("there are no rows to learn from")
    }
    let weights = ImportanceWeightedClasses(
      known.estimator, options: options, rows: knownRows, columns: features,
      library: try library())
    let found = try weights.windows(of: rows)
    let calibration = known.estimator.calibration
    let fresh = try counted(current, calibration, found.calibrations, columns: [], limit: 0)
    let own = command.window == nil ? [:] : try weights.referenceWindows().calibrations
    return known.estimator.estimate(
      reference: try referenceWindows(calibration, own), current: fresh.counts, method: "iw-cbpe",
      assumptions: command.joint ? [joint(knownRows, rows, features)] : [],
      ofWindows: found.assumptions)
  }

  /// What the reference teaches, and a sample of its rows where columns are named.
  private func learned(
    columns: [String], limit: Int
  ) throws -> (estimator: ClassConfidenceEstimator, rows: RowTable?) {
    var plan = ScanPlan()
    let metrics = plan.add(try MetricsFold(options.classMetrics))
    let rows =
      columns.isEmpty
      ? nil : plan.add(RowFold(columns: columns, limit: limit, seed: command.seed))
    let results = try reference.run(plan, count: command.counting.count)
    return (
      try ClassConfidenceEstimator(options, reference: try results[metrics].get()),
      try rows.map { try results[$0].get() }
    )
  }

  /// The reference's windows, for the limits; nil without windows.
  private func referenceWindows(
    _ calibration: ClassCalibration, _ ofWindows: [Int64?: ClassCalibration] = [:]
  ) throws -> ClassWindows? {
    guard command.window != nil else { return nil }
    return try counted(reference, calibration, ofWindows, columns: [], limit: 0).counts
  }

  private func counted(
    _ data: OpenData, _ calibration: ClassCalibration,
    _ ofWindows: [Int64?: ClassCalibration] = [:], columns: [String], limit: Int
  ) throws -> (counts: ClassWindows, rows: RowTable?) {
    var plan = ScanPlan()
    let counts = plan.add(
      try ClassScoreFold(
        options, hasLabels: data.names.contains(command.target), calibration: calibration,
        ofWindows: ofWindows))
    let rows =
      columns.isEmpty
      ? nil : plan.add(RowFold(columns: columns, limit: limit, seed: command.seed))
    let results = try data.run(plan, count: command.counting.count)
    return (try results[counts].get(), try rows.map { try results[$0].get() })
  }
}
