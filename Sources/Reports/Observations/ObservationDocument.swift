package import Monitoring

/// The recorded runs of all stages as JSON.
package struct HistoryDocument: Encodable, Sendable {
  let at: Moment
  let stages: [Stage]

  /// The document of some stages at a moment.
  package init(_ stages: [StageHistory], at moment: Moment) {
    at = moment
    self.stages = stages.map(Stage.init)
  }

  struct Stage: Encodable, Sendable {
    let dataset: String
    let stage: String
    let upstream: [String]
    let level: Alarm.Level?
    let every: Double?
    let overdue: Double?
    let downtime: Downtime
    let runs: [ObservedRun]

    init(_ history: StageHistory) {
      dataset = history.dataset
      stage = history.stage
      upstream = history.latest.upstream
      level = history.gravest
      every = history.cadence?.hours
      overdue = history.overdue
      downtime = history.downtime
      runs = history.runs
    }
  }
}

/// One recorded run as JSON.
package struct ObservationDocument: Encodable, Sendable {
  private let run: ObservedRun
  private let downtime: Downtime
  private let isRepeated: Bool

  private enum Key: String, CodingKey { case level, downtime, repeated }

  /// The document of a run.
  ///
  /// - Parameter isRepeated: whether it had been recorded before.
  package init(_ run: ObservedRun, downtime: Downtime, isRepeated: Bool) {
    self.run = run
    self.downtime = downtime
    self.isRepeated = isRepeated
  }

  package func encode(to encoder: any Encoder) throws {
    try run.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(run.gravest, forKey: .level)
    try container.encode(downtime, forKey: .downtime)
    try container.encode(isRepeated, forKey: .repeated)
  }
}
