internal import ADBC
package import Checklist
internal import Contracts
package import Engines
package import Learners
internal import Measurements
internal import Statistics

/// Measures what checks need: each data set is read once.
package struct ProjectScan {
  let project: Project
  private let directory: String
  private let engine: any Engine
  private let needs: Needs
  private let contract: Result<ProjectContract, any Error>?
  private let isCountedThere: Bool
  private let now: Int64?
  private let drills: DrillMeans
  private let stageContracts: [String: Result<ProjectContract, any Error>]
  private let observations: Result<[ObservedStageFacts], any Error>?

  /// Prepares to measure.
  ///
  /// - Parameters:
  ///   - directory: the folder of assay.yaml, to which its paths are relative.
  ///   - needs: what the checks need together.
  ///   - contract: the contract that the project names, or why it cannot be read.
  ///   - stageContracts: the contracts of the pipeline's stages, by the file as it was typed.
  ///   - observations: how the recorded runs of incoming data stand, or why they cannot be read.
  ///   - isCountedThere: whether tables of databases are counted where they are, as far as that can
  ///     be.
  ///   - now: microseconds since 1970-01-01T00:00:00Z, by which the age of feeds is told; nil: it
  ///     is not.
  ///   - drills: what is sent on purpose is timed by, waited for with and known by.
  package init(
    _ project: Project, directory: String, engine: any Engine, needs: Needs,
    contract: Result<ProjectContract, any Error>? = nil,
    stageContracts: [String: Result<ProjectContract, any Error>] = [:],
    observations: Result<[ObservedStageFacts], any Error>? = nil,
    isCountedThere: Bool = true, now: Int64? = nil, drills: DrillMeans
  ) {
    self.drills = drills
    self.isCountedThere = isCountedThere
    self.now = now
    self.project = project
    self.directory = directory
    self.engine = engine
    self.needs = needs
    self.contract = contract?.map { $0.hiding(project.columns.personal) }
    self.stageContracts = stageContracts.mapValues { contract in
      contract.map { $0.hiding(project.columns.personal) }
    }
    self.observations = observations
  }

  /// Reads the sets in turn, the reference first, so that the others count on its grid.
  ///
  /// - Parameters:
  ///   - trees: the library of gradient-boosted trees, or why it cannot be used.
  ///   - model: the model to ask, or why it cannot be asked; nil where none is named.
  ///   - fallback: the same of the model that answers in its place.
  ///   - progress: called with the set being read and the rows so far.
  ///   - step: told what a database is asked.
  /// - Throws: ``EngineError``, or ``ProjectErrors`` when the data lack declared columns.
  package func facts(
    trees: Result<LightGBMLibrary, LearnersError>,
    model: Result<any Predictor, PredictorError>? = nil,
    fallback: Result<any Predictor, PredictorError>? = nil,
    progress: ((Project.DataRole, Int) -> Void)? = nil,
    step: @escaping (String) -> Void = { _ in }
  ) throws -> Facts {
    var found: [Found] = []
    for role in project.data.sets.keys.sorted() {
      guard let declared = project.data[role] else { continue }
      found.append(try describe(role, declared))
    }
    try requireColumns(found)
    let scales = try scales(found)
    var sets: [SetFacts] = []
    for set in found {
      let shared = Shared(
        columns: Self.shared(found), reference: sets.first?.profile, scales: scales)
      sets.append(try measure(set, shared, step: step) { progress?(set.role, $0) })
    }
    let powers = powers(sets)
    return Facts(
      project: told, sets: sets, trees: trees, powers: powers,
      baselines: baselines(sets, powers),
      contract: contractFacts(found),
      stages: needs.holdsStages
        ? StageFacts.all(
          project, directory: directory, engine: engine, contracts: stageContracts) : [],
      observations: needs.readsObservations ? observations : nil,
      model: modelFacts(sets, model, fallback),
      truth: TruthAsking(
        project: project, directory: directory, engine: engine, isCountedThere: isCountedThere
      ).facts(needs.truth, sets),
      trace: TraceAsking(project: project, directory: directory, engine: engine, means: drills)
        .facts(needs.trace, sets),
      estimates: needs.estimates
        ? EstimateAsking(project: project, directory: directory, engine: engine, trees: trees)
          .facts(sets) : nil,
      feeds: needs.readsFeeds
        ? FeedAsking(project: project, directory: directory, engine: engine, now: now).facts() : [],
      canary: needs.raisesCanary
        ? CanaryAsking(project: project, directory: directory, engine: engine, means: drills)
          .drill()
        : nil,
      bench: needs.readsBench ? project.limits.bench.map(bench) : nil,
      candidates: candidates(sets),
      split: split, features: features, transform: transform, modelFiles: modelFiles)
  }

  /// The project as the checks see it: columns that its contract marks are personal too.
  private var told: Project {
    var told = project
    if case .success(let contract)? = contract {
      told.columns.personal += contract.contract.personal
        .subtracting(project.columns.personal).sorted()
    }
    return told
  }

  private func lineage(_ set: Project.DataSet) -> Result<LineageOrigin, LineageError>? {
    guard needs.readsLineage, let file = set.lineage else { return nil }
    do throws(LineageError) {
      return .success(
        try LineageFile.origin(
          RelativeSource.argument(file, below: directory), of: set.source))
    } catch {
      return .failure(error)
    }
  }

  private var modelFiles: [(path: String, report: Result<ModelFileReport, ModelFileError>)] {
    guard needs.scansModelFiles else { return [] }
    return project.model.files.map { file in
      do throws(ModelFileError) {
        return (
          file,
          .success(
            try ModelFileScan.report(
              RelativeSource.argument(file, below: directory), trusted: project.model.trustedModules
            ))
        )
      } catch {
        return (file, .failure(error))
      }
    }
  }

  private var features: Result<FeatureFacts, any Error>? {
    guard needs.comparesFeatures, let declared = project.parity.features else { return nil }
    return Result {
      try FeatureFacts(project, declared, directory: directory, engine: engine)
    }
  }

  private var transform: Result<TransformComparison, any Error>? {
    guard needs.comparesTransforms, let declared = project.parity.transform else { return nil }
    return Result { try TransformComparison(declared, directory: directory) }
  }

  private var split: Result<SplitVerification, any Error>? {
    guard needs.verifiesSplit, let manifest = project.split?.manifest else { return nil }
    return Result {
      try SplitVerification(declared: manifest, directory: directory, engine: engine)
    }
  }

  /// Holds the sets against the contract; what one cannot be asked leaves the others alone.
  private func contractFacts(_ found: [Found]) -> Result<ContractFacts, any Error>? {
    guard !needs.contract.isEmpty else { return nil }
    return contract?.map { contract in
      ContractFacts(
        contract: contract.contract,
        reports: found.filter { needs.contract.contains($0.role) }.map { set in
          let stage = project.contract?.stages[set.role]
          return (
            set.role,
            Result {
              try contract.report(
                set.role, stage: stage, source: set.source, description: set.description,
                engine: engine)
            }
          )
        })
    }
  }

  /// A set before its rows are read.
  struct Found {
    let role: Project.DataRole
    let declared: Project.DataSet
    let source: DataSource
    let description: SourceDescription
    let names: Set<String>
  }

  /// The columns that every labelled set has: rows are compared on these.
  private static func shared(_ found: [Found]) -> Set<String> {
    let labelled = found.filter { $0.role != .scoring }
    return labelled.dropFirst().reduce(labelled.first?.names ?? []) { $0.intersection($1.names) }
  }

  /// What errors of a forecast are scaled by; nil without training data, or where they have no
  /// scale.
  ///
  /// Read before the sets, from the columns of times, series and truth alone: metrics of each need
  /// it.
  private func scales(_ found: [Found]) throws -> SeasonalScales? {
    guard project.model.task == .forecast,
      !needs.metrics.union(needs.windows).union(needs.segments).isEmpty,
      let train = found.first(where: { $0.role == .train })
    else { return nil }
    var plan = ScanPlan()
    let ticket = plan.add(SeasonalScaleFold(project.metricOptions(train.names), isOwn: false))
    let stream = try engine.scan(
      train.source, ScanRequest(columns: plan.columns.map { $0.intersection(train.names).sorted() })
    )
    do throws(ADBCError) {
      // Where times cannot be read, the metrics refuse them with the same words.
      guard case .success(let scales) = try plan.run(stream)[ticket] else { return nil }
      return scales
    } catch {
      throw EngineError(error, reading: train.source)
    }
  }

  /// What the measurements of all sets have in common.
  struct Shared {
    /// The columns that every labelled set has.
    let columns: Set<String>
    /// The profile of the first set, on whose grid the others count; nil for the first.
    let reference: DatasetProfile?
    let scales: SeasonalScales?
  }

  private func powers(_ sets: [SetFacts]) -> Result<ColumnPowers, any Error>? {
    guard needs.measuresPowers, let train = sets.first(where: { $0.role == .train }),
      let rows = train.rows
    else { return nil }
    return Result { try ColumnPowers(train, rows.get(), project) }
  }

  /// The model beside its baselines, which do not get a column that gives the label away: what they
  /// owe to a leak is no reason to ship them.
  private func baselines(
    _ sets: [SetFacts], _ powers: Result<ColumnPowers, any Error>?
  ) -> Result<BaselineComparison, any Error>? {
    guard needs.comparesBaselines, let train = sets.first(where: { $0.role == .train }),
      let test = sets.first(where: { $0.role == .test }), let learned = train.rows,
      let judged = test.rows
    else { return nil }
    // Why powers are not known is told by parity.leakage.
    let leaks: [String] = if case .success(let known)? = powers { known.leaks } else { [] }
    return Result {
      try BaselineStudy(
        project,
        features: project.features(in: train.profile).filter {
          test.has($0) && !leaks.contains($0)
        }
      ).compare(project.model.task, train: learned.get(), test: judged.get())
    }
  }

  private func modelFacts(
    _ sets: [SetFacts], _ model: Result<any Predictor, PredictorError>?,
    _ fallback: Result<any Predictor, PredictorError>?
  ) -> Result<ModelFacts, any Error>? {
    guard !needs.model.isEmpty, let model, let declared = project.model.predictor else {
      return nil
    }
    return Result {
      ModelAsking(
        project: project, declared: declared, model: try model.get(), questions: needs.model,
        fallback: fallback, classes: try ModelAsking.classes(project, sets)
      ).facts(sets)
    }
  }

  private func bench(_ path: String) -> Result<BenchReport, BenchFileError> {
    let isWhole = directory.isEmpty || path.hasPrefix("/")
    do throws(BenchFileError) {
      return .success(try BenchFile.read(isWhole ? path : "\(directory)/\(path)"))
    } catch {
      return .failure(error)
    }
  }

  private func candidates(_ sets: [SetFacts]) -> [CandidateFacts] {
    guard let test = sets.first(where: { $0.role == .test }) else { return [] }
    return zip(project.limits.candidates, test.candidates).map { candidate, metrics in
      CandidateFacts(name: candidate.name, metrics: metrics, bench: bench(candidate.bench))
    }
  }

  private func describe(
    _ role: Project.DataRole, _ declared: Project.DataSet
  ) throws -> Found {
    let source = try engine.source(declared.source(from: directory))
    let description = try engine.describe(source)
    let names = Set(description.fields.map(\.name))
    // Scoring rows may not have come yet, which is an answer; of nothing else can a model be
    // judged.
    if role != .scoring,
      description.rowCount == 0 || description.warnings.contains(where: { $0.code == .noRows })
    {
      throw EngineError(
        .unreadable, "the \(role.rawValue) data has no rows, only columns",
        remedy: "look why, or name another file under data.\(role.rawValue)",
        file: DataSource.open(declared.source))
    }
    return Found(
      role: role, declared: declared, source: source, description: description, names: names)
  }

  private func measure(
    _ set: Found, _ shared: Shared, step: @escaping (String) -> Void,
    progress: @escaping (Int) -> Void
  ) throws -> SetFacts {
    let (role, description, source) = (set.role, set.description, set.source)
    let tickets = SetTickets(project, needs, role: role, names: set.names, shared)
    let results = try results(tickets.plan, of: source, step: step, progress: progress)
    return SetFacts(
      role: role, source: DataSource.open(set.declared.source), description: description,
      fingerprints: try description.files.map { file throws(EngineError) in
        try FileFingerprint(of: file)
      },
      schemaHash: FileFingerprint.schemaHash(description.fields),
      profile: results[tickets.profile],
      metrics: tickets.metrics.map { shown($0.flatMap { results[$0] }) },
      windows: tickets.windows.map { shown($0.flatMap { results[$0] }) },
      segments: tickets.segments.map { column, ticket in
        (column, shown(ticket.flatMap { results[$0] }))
      },
      entities: tickets.entities.map { shown($0.flatMap { results[$0] }) },
      rows: tickets.rows.map { results[$0] },
      rowPrints: tickets.rowPrints.map { results[$0] },
      entityPrints: tickets.entityPrints.map { results[$0] },
      lineage: lineage(set.declared), sketches: tickets.sketches.map { results[$0] },
      fairness: tickets.fairness?.facts(results),
      classes: tickets.classes.map { results[$0] },
      candidates: tickets.candidates.map { shown($0.flatMap { results[$0] }) },
      series: tickets.series.map { results[$0] })
  }

  /// A measurement whose refusal quotes no value of a personal column.
  private func shown<Report>(
    _ measured: Result<Report, MetricRefusal>
  ) -> Result<Report, MetricRefusal> {
    measured.mapError { $0.withoutValues(of: Set(told.columns.personal)) }
  }

  /// Measures a plan where the rows are counted: in a database that counts, else here.
  private func results(
    _ plan: ScanPlan, of source: DataSource, step: @escaping (String) -> Void,
    progress: @escaping (Int) -> Void
  ) throws(EngineError) -> ScanResults {
    if isCountedThere, case .table(let address, _) = source, address.counts {
      return try engine.asked(source, progress: step) { session throws(EngineError) in
        try plan.run(in: session, progress: step)
      }
    }
    let plan = try plan.settled(for: source, by: engine)
    let stream = try engine.scan(source)
    do throws(ADBCError) { return try plan.run(stream, progress: progress) } catch {
      throw EngineError(error, reading: source)
    }
  }
}
