/// One stage's recorded runs, and how it stands at a moment.
package struct StageHistory: Sendable {
  package let dataset: String
  package let stage: String
  /// The latest last; never empty.
  package let runs: [ObservedRun]
  package let latest: ObservedRun
  package let cadence: Cadence?
  package let downtime: Downtime
  /// Hours that the next batch is late by; nil when it is not, or when it is not known how often
  /// they come.
  package let overdue: Double?

  /// Puts a stage's runs together; nil without any.
  ///
  /// - Parameters:
  ///   - cadence: how often batches come, where that was stated for this look.
  ///   - budget: hours of downtime that are allowed.
  package init?(
    _ runs: [ObservedRun], at now: Moment, cadence stated: Cadence? = nil, budget: Double? = nil
  ) {
    guard let latest = runs.last else { return nil }
    self.runs = runs
    self.latest = latest
    dataset = latest.dataset
    stage = latest.stage
    cadence =
      stated ?? latest.every.flatMap { Cadence(hours: $0) } ?? Cadence(learntFrom: runs.map(\.at))
    downtime = Downtime(runs, until: now, cadence: cadence, budget: budget)
    let since = now.hours(since: latest.at)
    overdue = cadence.flatMap { since > $0.lateAfter ? since - $0.hours : nil }
  }

  /// The series of all runs: of the batch first, then by column.
  package var series: [SeriesName] {
    var seen: Set<SeriesName> = []
    let all = runs.reversed().flatMap { $0.figures.map(\.series) }.filter {
      seen.insert($0).inserted
    }
    return all.filter { $0.column == nil } + all.filter { $0.column != nil }
  }

  /// How often a series was outside its usual range.
  package func unusualRuns(of series: SeriesName) -> Int {
    runs.count { $0.alarms.contains { $0.figure?.series == series } }
  }

  /// The gravest level of the latest run, with what is wrong now: a late batch and a spent budget
  /// are errors.
  package var gravest: Alarm.Level? {
    overdue != nil || downtime.isOverBudget == true
      ? .error : latest.isAccepted ? nil : latest.gravest
  }
}

extension ObservedRun {
  /// Whether a person took it as it is.
  package var isAccepted: Bool { accepted != nil }
}
