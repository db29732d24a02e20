/// How often monitors look, and how many rows they then have.
package struct PlanSchedule: Sendable, Hashable {
  /// Days between two runs of the monitors.
  package let runDays: Double
  /// Days of a window of the metric; nil when nothing tells.
  package let windowDays: Double?
  /// Rows of a run; nil when nothing tells.
  package let runRows: Int?
  /// Rows of a window of which the truth becomes known; nil when nothing tells.
  package let windowRows: Int?

  /// The project's schedule.
  ///
  /// - Parameter assessedRows: rows of a calendar window as the assessment found them, in place of a
  ///   declared `plan.rows-per-day`.
  package init(_ project: Project, assessedRows: Int? = nil) {
    let plan = project.plan
    let coverage = plan.labels.coverage ?? 1
    runDays = (plan.every?.seconds ?? Self.day) / Self.day
    var perDay = plan.rowsPerDay
    switch project.metrics.window {
    case .calendar(let unit):
      windowDays = unit.days
      perDay = perDay ?? assessedRows.map { Double($0) / unit.days }
      windowRows = perDay.flatMap { Self.rows($0 * unit.days * coverage) }
    case .rows(let rows):
      windowDays = perDay.map { Double(rows) / ($0 * coverage) }
      windowRows = rows
    case nil:
      windowDays = nil
      windowRows = nil
    }
    runRows = perDay.flatMap { [runDays] in Self.rows($0 * runDays) }
  }

  private static let day = 86_400.0

  /// Whole rows; nil for fewer than one and for more than can be counted.
  private static func rows(_ rows: Double) -> Int? {
    rows >= 1 && rows < 1e15 ? Int(rows) : nil
  }
}

extension Project.CalendarUnit {
  /// Its days, on average.
  package var days: Double {
    switch self {
    case .day: 1
    case .week: 7
    case .month: 365.25 / 12
    case .quarter: 365.25 / 4
    case .year: 365.25
    }
  }
}
