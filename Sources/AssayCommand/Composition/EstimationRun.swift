internal import Engines
internal import Learners
internal import Measurements
internal import Statistics

/// What `assay estimate` found, from one scan of each set.
struct EstimationRun {
  let report: EstimationReport
  let warnings: [WarningDocument]

  /// Rows of each side that the classifier of joint drift is given at most.
  static let rowLimit = 20_000

  init(_ command: EstimateCommand) throws {
    let engine = try OpenData.standardEngine()
    let reference = try OpenData(command.reference, engine: engine)
    let current = try command.separate.open(
      command.current, target: command.target, count: command.counting.count, engine: engine)
    try reference.requireRows("reference")
    try current.requireRows("current")
    let needed =
      [command.score, command.prediction].compactMap(\.self) + (command.columns?.names ?? [])
      + (command.probabilities?.names ?? [])
      + [command.window?.isCalendar == true ? command.timestamp : nil].compactMap(\.self)
    try reference.require([command.target] + needed)
    try current.require(needed)
    for data in [reference, current] {
      try data.requireTimes(in: command.timestamp, for: command.window)
    }
    let run = Inputs(command: command, reference: reference, current: current)
    report =
      switch (command.method, command.probabilities) {
      case (.cbpe, nil): try run.confidence()
      case (.cbpe, _): try run.classConfidence()
      case (.iwCBPE, nil): try run.weighted()
      case (.iwCBPE, _): try run.weightedClasses()
      case (.dle, _): try run.directLoss()
      }
    warnings =
      reference.warnings + current.warnings + report.warnings.map(WarningDocument.init)
  }

  /// What the methods work on.
  struct Inputs {
    let command: EstimateCommand
    let reference: OpenData
    let current: OpenData

    var options: EstimationOptions {
      EstimationOptions(
        target: command.target, positive: command.positive, score: command.score ?? "",
        multiclass: .init(
          probabilities: command.probabilities?.names ?? [], classes: command.classes?.names ?? []),
        prediction: command.prediction, threshold: command.threshold,
        timestamp: command.timestamp, window: command.window, level: command.level,
        alarmRate: command.alarmRate, tolerance: command.tolerance, seed: command.seed)
    }

    /// The columns that both sets have and that play no other role.
    var features: [String] {
      if let columns = command.columns { return columns.names }
      let apart = Set(
        [command.target, command.score, command.prediction, command.timestamp]
          .compactMap(\.self) + (command.probabilities?.names ?? [])
          + (command.ignore?.names ?? []))
      let nested = reference.nested.union(current.nested)
      return reference.names.filter {
        !apart.contains($0) && !nested.contains($0) && current.names.contains($0)
      }
    }

    /// The features, or why nothing can be learned.
    func neededFeatures() throws -> [String] {
      let features = features
      guard !features.isEmpty else {
        throw UsageError(
          "--method \(command.method.rawValue) learns from columns, and the two sets share none "
            + "beside labels and predictions.")
      }
      return features
    }

    func library() throws -> LightGBMLibrary {
      try LightGBMLibrary(directories: DriverLocation.standard().directories)
    }

    /// The columns of a sample that windows and labels are found in, beside the features.
    func sampled(_ data: OpenData, with roles: [String?]) throws -> [String] {
      let timestamp = command.window?.isCalendar == true ? command.timestamp : nil
      let roles = (roles + [timestamp]).compactMap(\.self).filter(data.names.contains)
      return try neededFeatures() + roles
    }

    /// Counts of a set and, where columns are named, a sample of its rows.
    func scores(
      _ data: OpenData, isReference: Bool, columns: [String], limit: Int
    ) throws -> (counts: ScoreWindows, rows: RowTable?) {
      var plan = ScanPlan()
      let counts = plan.add(
        try ScoreFold(
          options, hasLabels: data.names.contains(command.target), keepsLabels: isReference))
      let rows =
        columns.isEmpty
        ? nil : plan.add(RowFold(columns: columns, limit: limit, seed: command.seed))
      let results = try data.run(plan, count: command.counting.count)
      return (try results[counts].get(), try rows.map { try results[$0].get() })
    }

    var metrics: [EstimatedMetric] { EstimatedMetric.all(value: command.values?.value) }

    func confidence() throws -> EstimationReport {
      let columns = command.joint ? features : []
      let known = try scores(
        reference, isReference: true, columns: columns, limit: EstimationRun.rowLimit)
      let fresh = try scores(
        current, isReference: false, columns: columns, limit: EstimationRun.rowLimit)
      let estimator = try ConfidenceEstimator(reference: known.counts, metrics: metrics)
      return estimator.estimate(
        fresh.counts, assumptions: command.joint ? [joint(known.rows, fresh.rows, columns)] : [])
    }

    func weighted() throws -> EstimationReport {
      let features = try neededFeatures()
      let known = try scores(
        reference, isReference: true,
        columns: sampled(reference, with: [command.target, command.score]), limit: command.sample)
      let fresh = try scores(
        current, isReference: false, columns: sampled(current, with: []), limit: command.sample)
      guard let knownRows = known.rows, let freshRows = fresh.rows else {
        throw UsageError("there are no rows to learn from")
      }
      let estimator = try ImportanceWeightedEstimator(
        reference: known.counts, rows: knownRows, metrics: metrics, columns: features,
        library: try library())
      return try estimator.estimate(
        fresh.counts, rows: freshRows,
        assumptions: command.joint ? [joint(knownRows, freshRows, features)] : [])
    }

    func directLoss() throws -> EstimationReport {
      let roles = [command.target, command.prediction]
      func rows(_ data: OpenData) throws -> DirectLossEstimator.Rows {
        var plan = ScanPlan()
        let counts = plan.add(try WindowRowsFold(options))
        let rows = plan.add(
          RowFold(
            columns: try sampled(data, with: roles), limit: command.sample, seed: command.seed))
        let results = try data.run(plan, count: command.counting.count)
        return DirectLossEstimator.Rows(
          try results[rows].get(), counts: try results[counts].get())
      }
      let estimator = DirectLossEstimator(
        options, prediction: command.prediction ?? "", columns: try neededFeatures(),
        library: try library())
      return try estimator.estimate(reference: try rows(reference), current: try rows(current))
    }

    /// Whether a classifier can tell the sets apart, or why that was not tried.
    func joint(
      _ known: RowTable?, _ fresh: RowTable?, _ columns: [String]
    ) -> EstimationReport.Assumption {
      guard let known, let fresh else {
        return EstimationReport.Assumption(
          jointDriftUnmeasured: "there is no column beside labels and predictions")
      }
      do {
        var classifier = DomainClassifier()
        classifier.seed = command.seed
        return EstimationReport.Assumption(
          try classifier.measure(
            reference: known, current: fresh, columns: columns, library: try library()))
      } catch let error as Undefined {
        return EstimationReport.Assumption(jointDriftUnmeasured: error.reason)
      } catch {
        return EstimationReport.Assumption(jointDriftUnmeasured: "\(error)")
      }
    }
  }
}
