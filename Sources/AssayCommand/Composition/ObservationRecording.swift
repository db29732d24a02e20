internal import Checklist
internal import Contracts
internal import Foundation
internal import Measurements
internal import Monitoring
internal import Reports

/// A batch recorded: measured once, held against its contract, judged against the past.
struct ObservationRecording {
  let run: ObservedRun
  /// The stage's runs with this one.
  let history: StageHistory
  /// Whether the same data had been recorded at that moment before.
  let isRepeated: Bool
  let warnings: [WarningDocument]

  init(_ command: ObserveRecordCommand) async throws {
    let at = try ObservationArguments.moment(command.at, option: "--at")
    let file = try command.contract.map { try ContractFile($0) }
    // A contract without stages holds at all of them.
    let stage = file?.contract.stages.isEmpty == false ? command.stage : nil
    try file?.require(environment: command.environment, stage: stage)
    let dataset = command.lineage.name(file?.contract)
    let store = try command.observation.place.open(making: true)
    let place = ObservationStore.Stage(dataset: dataset, stage: command.stage)
    let id = UUID().uuidString.lowercased()
    let telling = command.lineage.telling(
      .observe, of: file?.contract, stage: command.stage, runID: id)
    let sink = OpenLineageSink(
      command.lineage.openlineage, store: command.observation.place.store)
    var undelivered = try await sink?.send([telling.started(at: Moment(Date.now))])
    let batch: ObservedBatch
    do {
      batch = try ObservedBatch(
        command, file, stage: stage, dataset: dataset, at: at, id: id, store)
    } catch {
      _ = try await sink?.send([
        telling.failed(at: Moment(Date.now), because: Outcome.sentence(of: error))
      ])
      throw error
    }
    var judged = batch.judged(
      upstream: try Self.upstream(batch.run, store), command: command)
    let isNew = try store.record(judged, profile: batch.profile)
    if !isNew {
      judged = try Self.known(store.run(of: place, at: at), batch.run, at, command.stage)
    }
    run = judged
    isRepeated = !isNew
    let ended = Moment(Date.now)
    let events =
      [telling.completed(judged, profile: batch.profile, at: ended)]
      + [telling.lineage(from: judged.upstream, columns: judged.columns, at: ended)].compactMap(
        \.self)
    undelivered = try await sink?.send(events) ?? undelivered
    history = try Self.history(store, place, judged, command)
    if let report = command.report {
      try ReportWriter().write(
        ObservationReport([history], at: at, version: Version.current).text(), to: report)
    }
    if let prometheus = command.prometheus {
      let stages = try ObservedStages.read(command.observation, at: at)
      try ReportWriter().write(
        PrometheusText(stages.map { .init(run: $0.latest, downtime: $0.downtime) }).text,
        to: prometheus)
    }
    warnings =
      batch.warnings
      + [undelivered.map { WarningDocument(code: "openlineage-undelivered", message: $0) }]
      .compactMap(\.self)
  }

  /// The run that was there already; another batch at the same moment is refused.
  private static func known(
    _ earlier: ObservedRun?, _ run: ObservedRun, _ at: Moment, _ stage: String
  ) throws -> ObservedRun {
    guard let earlier, earlier.hash == run.hash, earlier.rows == run.rows else {
      throw UsageError(
        "another batch was recorded for stage \(stage.visible) at \(at.text): give --at the moment "
          + "of this one.")
    }
    return earlier
  }

  private static func upstream(
    _ run: ObservedRun, _ store: ObservationStore
  ) throws -> [(name: String, run: ObservedRun)] {
    try run.upstream.compactMap { name in
      try store.latest(name, of: run.dataset, until: run.at).map { (name, $0) }
    }
  }

  private static func history(
    _ store: ObservationStore, _ place: ObservationStore.Stage, _ run: ObservedRun,
    _ command: ObserveRecordCommand
  ) throws -> StageHistory {
    let runs = try store.runs(of: place, before: Moment(microseconds: run.at.microseconds &+ 1))
    guard
      let history = StageHistory(
        runs, at: run.at, cadence: command.observation.expectedEvery,
        budget: command.observation.downtimeBudget?.hours)
    else {
      throw UsageError("the run \(run.run) is gone from \(command.observation.place.store.visible)")
    }
    return history
  }
}
