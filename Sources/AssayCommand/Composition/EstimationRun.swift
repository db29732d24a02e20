internal import Engines
internal import Learners
internal import Measurements
internal import Statistics

/// What `assay estimate` found, from one scan of each set.
struct EstimationRun {
  let report: EstimationReport
  let warnings: [WarningDocument]

  /// Rows of each side that the classifier is given at most.
  private static let rowLimit = 20_000

  init(_ command: EstimateCommand) throws {
    let engine = try OpenData.standardEngine()
    let reference = try OpenData(command.reference, engine: engine)
    let current = try OpenData(command.current, engine: engine)
    let needed = [command.score, command.prediction].compactMap(\.self)
    let timed = [command.window?.isCalendar == true ? command.timestamp : nil].compactMap(\.self)
    try reference.require([command.target] + needed + timed + (command.columns?.names ?? []))
    try current.require(needed + timed + (command.columns?.names ?? []))
    for data in [reference, current] {
      try data.requireTimes(in: command.timestamp, for: command.window)
    }
    let options = EstimationOptions(
      target: command.target, positive: command.positive, score: command.score ?? "",
      prediction: command.prediction, threshold: command.threshold, timestamp: command.timestamp,
      window: command.window, level: command.level, alarmRate: command.alarmRate,
      tolerance: command.tolerance, seed: command.seed)
    let features = Self.features(command, reference, current)
    let sampled = command.joint ? features : []
    let known = try Side(
      reference, options, hasLabels: true, isReference: true, columns: sampled)
    let fresh = try Side(
      current, options, hasLabels: current.names.contains(command.target), isReference: false,
      columns: sampled)
    let estimator = try ConfidenceEstimator(
      reference: known.scores, metrics: EstimatedMetric.all(value: command.values?.value))
    let joint = command.joint ? [Self.joint(known, fresh, features, seed: command.seed)] : []
    report = estimator.estimate(fresh.scores, assumptions: joint)
    warnings =
      reference.warnings + current.warnings + report.warnings.map(WarningDocument.init)
  }

  /// The columns that both sets have and that play no other role.
  private static func features(
    _ command: EstimateCommand, _ reference: OpenData, _ current: OpenData
  ) -> [String] {
    if let columns = command.columns { return columns.names }
    let apart = Set(
      [command.target, command.score, command.prediction, command.timestamp].compactMap(\.self)
        + (command.ignore?.names ?? []))
    return reference.names.filter { !apart.contains($0) && current.names.contains($0) }
  }

  /// One side's counts and, for the classifier, a sample of its rows.
  private struct Side {
    let scores: ScoreWindows
    let rows: RowTable?

    init(
      _ data: OpenData, _ options: EstimationOptions, hasLabels: Bool, isReference: Bool,
      columns: [String]
    ) throws {
      var plan = ScanPlan()
      let scores = plan.add(
        try ScoreFold(options, hasLabels: hasLabels, keepsLabels: isReference))
      let rows =
        columns.isEmpty
        ? nil
        : plan.add(
          RowFold(columns: columns, limit: EstimationRun.rowLimit, seed: options.seed))
      let results = try data.run(plan)
      self.scores = try results[scores].get()
      self.rows = try rows.map { try results[$0].get() }
    }
  }

  /// Whether a classifier can tell the sets apart, or why that was not tried.
  private static func joint(
    _ reference: Side, _ current: Side, _ features: [String], seed: UInt64
  ) -> EstimationReport.Assumption {
    guard let known = reference.rows, let fresh = current.rows else {
      return EstimationReport.Assumption(
        jointDriftUnmeasured: "there is no column beside labels and predictions")
    }
    do {
      var classifier = DomainClassifier()
      classifier.seed = seed
      return EstimationReport.Assumption(
        try classifier.measure(
          reference: known, current: fresh, columns: features,
          library: LightGBMLibrary(directories: DriverLocation.standard().directories)))
    } catch let error as Undefined {
      return EstimationReport.Assumption(jointDriftUnmeasured: error.reason)
    } catch {
      return EstimationReport.Assumption(jointDriftUnmeasured: "\(error)")
    }
  }
}
