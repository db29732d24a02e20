internal import Foundation

/// What is wrong with a batch whatever its columns hold: empty, twice, late, ahead of the clock.
struct BatchFaults {
  /// How far a clock may be ahead before its times are in the future.
  private static let slackHours = 5.0 / 60

  private(set) var alarms: [Alarm] = []

  /// Looks at a run.
  ///
  /// - Parameters:
  ///   - history: earlier runs of the same stage, the latest last.
  ///   - cadence: how often batches come; nil when that is not known.
  init(_ run: ObservedRun, history: [ObservedRun], cadence: Cadence?) {
    if run.rows == 0 {
      alarms.append(
        Alarm(
          .empty, nature: .error, finding: "the batch has no rows",
          evidence: history.contains { $0.rows > 0 }
            ? "past batches had rows" : "an empty batch tells nothing"))
    }
    if run.rows > 0, let hash = run.hash, let twin = history.last(where: { $0.hash == hash }) {
      alarms.append(
        Alarm(
          .duplicated, nature: .error,
          finding: "the same bytes were recorded at \(twin.at.words) from \(twin.source)",
          evidence: "two batches of different data are never equal byte for byte"))
    }
    if let last = history.last, let cadence { late(run, after: last, cadence) }
    if let newest = run.newest { clock(run, newest) }
  }

  private mutating func late(_ run: ObservedRun, after last: ObservedRun, _ cadence: Cadence) {
    let gap = run.at.hours(since: last.at)
    guard gap > cadence.lateAfter else { return }
    let missed = max(0, Int(exactly: (gap / cadence.hours).rounded()).map { $0 - 1 } ?? 0)
    alarms.append(
      Alarm(
        .late, nature: .error,
        finding:
          "it came \(Self.hours(gap)) after the last one, expected every \(Self.hours(cadence.hours))"
          + (missed > 0 ? ": \(missed) batch\(missed == 1 ? " is" : "es are") missing" : ""),
        evidence: "batches come on a schedule, which the world does not change", action: .wait))
  }

  private mutating func clock(_ run: ObservedRun, _ newest: Moment) {
    let ahead = newest.hours(since: run.at)
    let isDate = run.columns.contains { $0.name == run.timestamp && $0.kind == "date" }
    guard ahead > (isDate ? 24 : Self.slackHours) else { return }
    let whole = ahead.rounded(.up)
    alarms.append(
      Alarm(
        .clock, nature: .error, cause: nil,
        finding: "its newest time is \(newest.words), \(Self.hours(ahead)) ahead of the run",
        evidence: whole <= 14
          ? "nothing has happened yet: a clock is ahead, or a time zone is off by up to "
            + "\(Int(whole)) hours"
          : "nothing has happened yet: a clock, a year or a unit of time is wrong"))
  }

  /// `30 hours`, `45 minutes`, `3 days`.
  static func hours(_ hours: Double) -> String {
    if hours < 1.5 { return "\(Int((hours * 60).rounded())) minutes" }
    let (count, unit) = hours < 72 ? (hours, "hours") : (hours / 24, "days")
    guard count < 1e6 else { return "years" }
    let tenths = (count * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths)) \(unit)" : "\(tenths) \(unit)"
  }
}
