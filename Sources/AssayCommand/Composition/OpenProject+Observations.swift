internal import Checklist
internal import Checks
internal import Foundation
internal import Monitoring

extension OpenProject {
  /// How the recorded runs of incoming data stand at a moment, or why they cannot be read; nil when
  /// the project names none.
  func observations(at now: Date) -> Result<[ObservedStageFacts], any Error>? {
    project.quality.observations.map { declared in
      Result {
        let path = path(of: declared.store)
        guard FileManager.default.isReadableFile(atPath: path) else {
          throw project.refusal(
            of: "quality.observations",
            "there is no store “\(path.visible)” that can be read",
            remedy: "name one, or make it with `assay observe record`")
        }
        let store = try ObservationStore(path: path)
        let stages = try store.stages().filter {
          declared.dataset == nil || $0.dataset == declared.dataset
        }
        if let dataset = declared.dataset, stages.isEmpty {
          throw project.refusal(
            of: "quality.observations.dataset",
            "no run of “\(dataset.visible)” was recorded in \(path.visible)",
            remedy: "see `assay observe show`")
        }
        let moment = Moment(now)
        return try stages.compactMap { stage in
          StageHistory(
            try store.runs(of: stage, before: Moment(microseconds: moment.microseconds &+ 1)),
            at: moment
          ).map { ObservedStageFacts($0, at: moment) }
        }
      }
    }
  }
}

extension ObservedStageFacts {
  /// What a check needs to know of a stage's runs.
  fileprivate init(_ history: StageHistory, at now: Moment) {
    let latest = history.latest
    self.init(
      name: "\(history.dataset) at \(history.stage)", runs: history.runs.count, rows: latest.rows,
      age: now.hours(since: latest.at), overdue: history.overdue, late: history.downtime.late,
      empty: history.downtime.empty, wrong: history.downtime.wrong,
      open: latest.isAccepted
        ? []
        : latest.alarms.filter { $0.level > .note }.map { ($0.level == .error, $0.finding) })
  }
}
