internal import Checklist
internal import Monitoring
internal import Reports
internal import Statistics

/// Reads stages of a store.
enum ObservedStages {
  /// The stages that are asked for, each with its runs up to a moment.
  static func read(
    _ arguments: ObservationArguments, dataset: String? = nil, stage: String? = nil, at now: Moment
  ) throws -> [StageHistory] {
    let store = try arguments.place.open(making: false)
    let all = try store.stages()
    try require(dataset, "--dataset", among: all.map(\.dataset))
    try require(stage, "--stage", among: all.map(\.stage))
    let chosen = all.filter {
      (dataset == nil || $0.dataset == dataset) && (stage == nil || $0.stage == stage)
    }
    return try chosen.compactMap { stage in
      // A run at this very moment has been.
      StageHistory(
        try store.runs(of: stage, before: Moment(microseconds: now.microseconds &+ 1)), at: now,
        cadence: arguments.expectedEvery, budget: arguments.downtimeBudget?.hours)
    }
  }

  private static func require(_ name: String?, _ option: String, among known: [String]) throws {
    guard let name, !known.contains(name) else { return }
    let names = Array(Set(known)).sorted()
    throw UsageError(
      "no run was recorded with \(option) \(name.visible); "
        + (Spelling.suggestion(for: name, among: names)
          ?? "there are \(names.map(\.visible).joined(separator: ", ")).")
    )
  }
}
