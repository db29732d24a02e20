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
  /// What the rows of a run rest on when they were assumed, in words; nil when they are known.
  package let runAssumption: String?
  /// What a window rests on when it was assumed, in words; nil when it is known.
  package let windowAssumption: String?

  /// Rows that stand for one look where the project does not say how many a look has.
  package struct Sample: Sendable, Hashable {
    /// How many.
    package let rows: Int
    /// Where they are: `scoring`.
    package let role: Project.DataRole

    /// Makes one.
    package init(rows: Int, role: Project.DataRole) {
      self.rows = rows
      self.role = role
    }
  }

  /// The project's schedule.
  ///
  /// A look that nothing is declared about is taken to be one run of the monitors over as many rows
  /// as the sample has: that is said with it, and a declaration takes its place.
  ///
  /// - Parameters:
  ///   - assessedRows: rows of a calendar window as the assessment found them, in place of a
  ///     declared `plan.rows-per-day`.
  ///   - sample: what stands for one look where nothing else tells.
  package init(_ project: Project, assessedRows: Int? = nil, sample: Sample? = nil) {
    let plan = project.plan
    let coverage = plan.labels.coverage ?? 1
    runDays = (plan.every?.seconds ?? Self.day) / Self.day
    var perDay = plan.rowsPerDay
    var assumed: String?
    switch project.metrics.window {
    case .calendar(let unit):
      windowDays = unit.days
      perDay = perDay ?? assessedRows.map { Double($0) / unit.days }
      windowRows = perDay.flatMap { Self.rows($0 * unit.days * coverage) }
    case .rows(let rows):
      windowDays =
        perDay.map { Double(rows) / ($0 * coverage) } ?? sample.map { [runDays] _ in runDays }
      windowRows = rows
      if perDay == nil, sample != nil {
        assumed = "one such window is taken to come with each run of the monitors"
      }
    case nil:
      let perRun = perDay.map { [runDays] in $0 * runDays } ?? sample.map { Double($0.rows) }
      windowDays = perRun.map { [runDays] _ in runDays }
      windowRows = perRun.flatMap { Self.rows($0 * coverage) }
      if perRun != nil {
        assumed =
          "a window is taken to be one run of the monitors"
          + (perDay == nil ? sample.map { " with \($0.words)" } ?? "" : "")
      }
    }
    windowAssumption = assumed
    runRows = perDay.flatMap { [runDays] in Self.rows($0 * runDays) } ?? sample?.rows
    runAssumption = perDay == nil ? sample.map { "a run is taken to have \($0.words)" } : nil
  }

  private static let day = 86_400.0

  /// Whole rows; nil for fewer than one and for more than can be counted.
  private static func rows(_ rows: Double) -> Int? {
    rows >= 1 && rows < 1e15 ? Int(rows) : nil
  }
}

extension PlanSchedule.Sample {
  /// `as many rows as the scoring data, 2,000`.
  fileprivate var words: String {
    "as many rows as the \(role.rawValue) data, \(NumberText.count(rows))"
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
