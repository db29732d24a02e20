/// Hours in which a stage had no good, current data.
///
/// A batch that is empty or looks wrong counts until the next one comes; a late one counts from the
/// time it was due. What a person accepted as it is does not count.
package struct Downtime: Sendable, Hashable, Codable {
  package let late: Double
  package let empty: Double
  package let wrong: Double
  /// Days that were looked at.
  package let days: Double
  /// Hours that are allowed in them; nil when none were stated.
  package let budget: Double?

  /// Adds up the hours of the last days.
  ///
  /// - Parameters:
  ///   - runs: of one stage, the latest last.
  ///   - cadence: how often batches come; nil when that is not known, and none is late then.
  package init(
    _ runs: [ObservedRun], until now: Moment, days: Double = 30, cadence: Cadence?,
    budget: Double? = nil
  ) {
    let start = now.advanced(hours: -24 * days)
    var hours = (late: 0.0, empty: 0.0, wrong: 0.0)
    for (index, run) in runs.enumerated() where run.at < now {
      let end = index + 1 < runs.count ? min(runs[index + 1].at, now) : now
      let whole = Self.overlap(run.at, end, start)
      if run.rows == 0 && run.accepted == nil {
        hours.empty += whole
      } else if run.isWrong {
        hours.wrong += whole
      } else if let cadence, end.hours(since: run.at) > cadence.lateAfter {
        hours.late += Self.overlap(run.at.advanced(hours: cadence.hours), end, start)
      }
    }
    (late, empty, wrong) = hours
    self.days = days
    self.budget = budget
  }

  /// All hours together.
  package var total: Double { late + empty + wrong }

  /// Whether more hours were lost than allowed; nil without a budget.
  package var isOverBudget: Bool? { budget.map { total > $0 } }

  private static func overlap(_ from: Moment, _ to: Moment, _ start: Moment) -> Double {
    max(0, to.hours(since: max(from, start)))
  }
}
