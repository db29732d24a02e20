internal import ADBC
internal import Checklist
internal import Engines
internal import Learners
internal import Measurements
internal import Statistics

/// Estimates performance without labels: for the scoring rows, and for windows of test whose labels
/// are known.
///
/// Rows are read once more, with the few columns that an estimate needs: what is learned must be
/// known before the rows that it is held against are counted.
struct EstimateAsking {
  let project: Project
  let directory: String
  let engine: any Engine
  let trees: Result<LightGBMLibrary, LearnersError>

  /// The estimates, or why there are none; nil when a set is not there.
  func facts(_ sets: [SetFacts]) -> Result<EstimateFacts, any Error>? {
    guard let declared = project.truth.estimate, let test = sets.first(where: { $0.role == .test }),
      let scoring = sets.first(where: { $0.role == .scoring }), test.profile.rows > 0,
      scoring.profile.rows > 0
    else { return nil }
    return Result {
      let whole = try part(test)
      let present = try estimate(whole, try part(scoring), options(declared, window: nil))
      let past = try past(sets, test)
      return EstimateFacts(
        present: present,
        record: try past.map { past in
          .success(
            try estimate(
              past.reference, past.current, options(declared, window: declared.window.length)))
        }
          ?? .failure(
            Undefined(
              """
              there are neither validation data with labels and predictions nor times (columns.timestamp) by \
              which test could be cut in two
              """)),
        learned: past?.learned ?? "")
    }
  }

  /// Rows of a set, and the columns that they have.
  private struct Part {
    let source: DataSource
    let names: Set<String>
    let features: [String]
  }

  private func part(_ set: SetFacts) throws -> Part {
    guard let declared = project.data[set.role] else {
      throw Undefined("no \(set.role.rawValue) data are named")
    }
    return Part(
      source: try engine.source(declared.source(from: directory)), names: set.names,
      features: project.features(in: set.profile))
  }

  /// What the record is made of: validation and test where there is both, else the halves of test.
  private func past(
    _ sets: [SetFacts], _ test: SetFacts
  ) throws -> (reference: Part, current: Part, learned: String)? {
    if let validation = sets.first(where: { $0.role == .validation }), validation.profile.rows > 0,
      project.hasAnswers(validation.names)
    {
      return (try part(validation), try part(test), "validation")
    }
    guard let timestamp = project.columns.timestamp, test.has(timestamp) else { return nil }
    let whole = try part(test)
    let rows = try engine.query(whole.source, columns: nil)
    let time = SQLText.identifier(timestamp)
    let half = "(select quantile_disc(\(time), 0.5) from (\(rows)))"
    func cut(_ sign: String) -> Part {
      Part(
        source: .query("select * from (\(rows)) where \(time) \(sign) \(half)"),
        names: whole.names, features: whole.features)
    }
    return (cut("<="), cut(">"), "the earlier half of test")
  }

  private func options(
    _ declared: Project.Truth.Estimation, window: WindowLength?
  ) -> EstimationOptions {
    let columns = project.columns
    return EstimationOptions(
      target: columns.target, positive: columns.positive, score: columns.score ?? "",
      multiclass: MetricOptions.Multiclass(
        probabilities: project.model.task == .multiclass ? columns.probabilities : [],
        classes: project.model.task == .multiclass ? columns.classes : []),
      prediction: columns.prediction, threshold: project.metrics.threshold ?? 0.5,
      timestamp: columns.timestamp, window: window, level: project.metrics.level,
      tolerance: declared.tolerance)
  }

  private func estimate(
    _ reference: Part, _ current: Part, _ options: EstimationOptions
  ) throws -> EstimationReport {
    for part in [reference, current] {
      let needed =
        project.columns.outputs
        + [options.window?.isCalendar == true ? options.timestamp : nil].compactMap(\.self)
      if let absent = needed.first(where: { !part.names.contains($0) }) {
        throw Undefined("a set that is needed has no column “\(absent.visible)”")
      }
    }
    return switch project.model.task {
    case .binary: try confidence(reference, current, options)
    case .multiclass: try classConfidence(reference, current, options)
    case .regression, .forecast, .ranking: try directLoss(reference, current, options)
    }
  }

  private func confidence(
    _ reference: Part, _ current: Part, _ options: EstimationOptions
  ) throws -> EstimationReport {
    func counts(_ part: Part, isReference: Bool) throws -> ScoreWindows {
      try scan(
        part,
        ScoreFold(
          options, hasLabels: part.names.contains(options.target), keepsLabels: isReference)
      ).get()
    }
    return try ConfidenceEstimator(
      reference: try counts(reference, isReference: true), metrics: EstimatedMetric.all(value: nil)
    ).estimate(try counts(current, isReference: false))
  }

  private func classConfidence(
    _ reference: Part, _ current: Part, _ options: EstimationOptions
  ) throws -> EstimationReport {
    let estimator = try ClassConfidenceEstimator(
      options, reference: try scan(reference, MetricsFold(options.classMetrics)).get())
    func counts(_ part: Part) throws -> ClassWindows {
      try scan(
        part,
        ClassScoreFold(
          options, hasLabels: part.names.contains(options.target),
          calibration: estimator.calibration, ofWindows: [:])
      ).get()
    }
    return estimator.estimate(
      reference: options.window == nil ? nil : try counts(reference), current: try counts(current))
  }

  private func directLoss(
    _ reference: Part, _ current: Part, _ options: EstimationOptions
  ) throws -> EstimationReport {
    let features = reference.features.filter(current.names.contains)
    let prediction = project.columns.prediction ?? ""
    func rows(_ part: Part) throws -> DirectLossEstimator.Rows {
      let wanted = Set(
        features + [options.target, prediction]
          + [options.window?.isCalendar == true ? options.timestamp : nil].compactMap(\.self))
      let counts = try scan(part, WindowRowsFold(options)).get()
      let table = try scan(
        part,
        RowFold(
          columns: wanted.intersection(part.names).sorted(), limit: project.baseline.sample, seed: 1
        )
      ).get()
      return DirectLossEstimator.Rows(table, counts: counts)
    }
    return try DirectLossEstimator(
      options, prediction: prediction, columns: features, library: try trees.get()
    ).estimate(reference: try rows(reference), current: try rows(current))
  }

  private func scan<Folded: Fold>(_ part: Part, _ fold: Folded) throws -> Folded.Result {
    var plan = ScanPlan()
    let ticket = plan.add(fold)
    let columns = plan.columns.map { $0.intersection(part.names).sorted() }
    let stream = try engine.scan(
      part.source,
      ScanRequest(columns: columns.map { $0.isEmpty ? Array(part.names.sorted().prefix(1)) : $0 }))
    do throws(ADBCError) {
      return try plan.run(stream)[ticket]
    } catch {
      throw EngineError(error, reading: part.source)
    }
  }
}
