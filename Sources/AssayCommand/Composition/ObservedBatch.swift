internal import Contracts
internal import Engines
internal import Foundation
internal import Measurements
internal import Monitoring
internal import Reports

/// A batch read and measured, with the past that it is judged against.
struct ObservedBatch {
  let run: ObservedRun
  let profile: DatasetProfile
  let warnings: [WarningDocument]
  private let history: [ObservedRun]
  private let past: PastColumns

  init(
    _ command: ObserveRecordCommand, _ file: ContractFile?, stage: String?, dataset: String,
    at: Moment, id: String, _ store: ObservationStore
  ) throws {
    let engine = try OpenData.standardEngine()
    try file?.contract.refuseFlawedExpressions(engine)
    let types = file?.contract.statedTypes ?? [:]
    let open = try OpenData(command.data, as: types, engine: engine)
    try open.require([command.timestamp].compactMap(\.self))
    for output in [command.report, command.prometheus, command.lineage.openlineage] {
      try open.refuse(output: output)
    }
    history = try store.runs(
      of: .init(dataset: dataset, stage: command.stage), before: at)
    let good = history.filter { !$0.isWrong && $0.rows > 0 }
      .suffix(ObservationOptions.pooledRuns)
    past =
      try command.reference.map { try Self.reference($0, as: types, engine) }
      ?? PastColumns(try store.profiles(of: good.reversed()))
    let personal = file?.contract.personal ?? []
    profile = try open.profile(past.options, without: personal)
    let constraints = try file.map {
      try Self.constraints($0, open, environment: command.environment, stage: stage, at, id)
    }
    let times = try Self.times(command.timestamp, profile, open)
    run = ObservedRun(
      run: id, dataset: dataset, stage: command.stage, at: at, source: open.argument,
      hash: try Self.hash(open), rows: profile.rows,
      columns: open.description.fields.map { ObservedColumn($0) }, timestamp: command.timestamp,
      oldest: times?.oldest, newest: times?.newest,
      upstream: command.lineage.upstream(of: command.stage, file?.contract),
      every: command.observation.expectedEvery?.hours, constraints: constraints ?? [])
    warnings = open.warnings.map { $0.withoutValues(of: personal) }
  }

  /// The run with what is unusual of it.
  func judged(
    upstream: [(name: String, run: ObservedRun)], command: ObserveRecordCommand
  ) -> ObservedRun {
    var options = ObservationOptions()
    options.budget = command.falseAlarms
    options.smallestShift = command.smallestShift
    options.cadence = command.observation.expectedEvery
    return RunJudge(
      history: history, past: past.columns, isReference: command.reference != nil,
      upstream: upstream, options: options
    ).judge(run, profile: profile)
  }

  private static func reference(
    _ argument: String, as types: [String: StatedType], _ engine: any Engine
  ) throws -> PastColumns {
    if let saved = try SavedProfile.readIfProfile(argument) { return PastColumns([saved]) }
    let open = try OpenData(argument, as: types, engine: engine)
    var plan = ScanPlan()
    let ticket = plan.add(ProfileFold())
    return PastColumns([try open.run(plan)[ticket]])
  }

  private static func constraints(
    _ file: ContractFile, _ open: OpenData, environment: String?, stage: String?, _ at: Moment,
    _ id: String
  ) throws -> [ObservedConstraint] {
    let moment = at.text
    let plan = try file.plan(
      open.judged, engine: open.engine, environment: environment, stage: stage,
      now: moment.hasSuffix("Z") ? String(moment.dropLast()) : moment)
    let validation = try ContractValidation(
      plan, of: open.source, engine: open.engine, run: .init(id: id, time: moment))
    return validation.report.observed
  }

  /// The first and the last time of a column; nil without one, or without rows.
  private static func times(
    _ column: String?, _ profile: DatasetProfile, _ open: OpenData
  ) throws -> (oldest: Moment, newest: Moment)? {
    guard let column, let found = profile[column], found.count > 0 else { return nil }
    try open.requireTimes(in: column, for: .day)
    guard case .numbers(let numbers) = found.content, let low = numbers.minimumKey,
      let high = numbers.maximumKey
    else { return nil }
    // Of instants a key is the number of microseconds.
    return (
      Moment(microseconds: Int64(bitPattern: low)), Moment(microseconds: Int64(bitPattern: high))
    )
  }

  /// What identifies the bytes; nil for a query, which has none.
  private static func hash(_ open: OpenData) throws -> String? {
    FileFingerprint.combined(try open.description.files.map { try FileFingerprint(of: $0) })
  }
}

extension ValidationReport {
  /// How the constraints fared, as it is recorded and told.
  var observed: [ObservedConstraint] {
    // What was not asked has neither held nor failed.
    constraints.filter { !$0.isSkipped }.map {
      ObservedConstraint(
        id: $0.id, column: $0.column, kind: $0.kind, severity: $0.severity.rawValue, ok: $0.ok,
        failed: $0.failed)
    }
  }
}

extension OpenData {
  /// Measures the columns, without those that are personal.
  ///
  /// - Parameter count: where rows of a database are counted.
  func profile(
    _ options: ProfileOptions = .init(), without personal: Set<String>,
    count: CountingPlace = .here
  ) throws -> DatasetProfile {
    var options = options
    options.columns = Set(names).subtracting(personal)
    var plan = ScanPlan()
    let ticket = plan.add(ProfileFold(options))
    return try run(plan, count: count)[ticket]
  }
}
