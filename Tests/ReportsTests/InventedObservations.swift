@testable import Monitoring

/// Stages whose names are hostile, with alarms of every kind and more runs than a page lists.
enum InventedObservations {
  static let stages: [StageHistory] = [stage(runs: 120, budget: 4), stage(runs: 1, budget: nil)]
    .compactMap(\.self)

  static func at(_ day: Int) -> Moment {
    Moment(microseconds: 1_767_657_600_000_000).advanced(hours: Double(day) * 24)
  }

  private static func stage(runs count: Int, budget: Double?) -> StageHistory? {
    let name = InventedAssessment.hostile[0]
    let runs = (0..<count).map { day in
      var run = ObservedRun(
        run: "run-\(day)", dataset: name, stage: name, at: at(day), source: name, hash: nil,
        rows: 100 + day, columns: [ObservedColumn(name: name, kind: "number")], timestamp: nil,
        oldest: at(day - 1), newest: at(day), upstream: [name], every: 24,
        constraints: [
          .init(id: name, column: name, kind: "range", severity: "block", ok: false, failed: 2)
        ])
      var rows = ObservedFigure(SeriesName(.rows), Double(100 + day))
      if day > 8 { rows.setRange(low: 90, high: 190) }
      run.figures =
        [rows]
        + (0..<20).map { ObservedFigure(SeriesName(.shift, of: "\(name)\($0)"), Double($0) / 100) }
      if day % 10 == 9 || day == count - 1 {
        run.alarms = Alarm.Kind.allCases.map { kind in
          var alarm = Alarm(
            kind, column: name, nature: .error, cause: "unit-change", finding: name, evidence: name,
            figure: rows)
          alarm.origin = name
          return alarm
        }
      }
      if day % 20 == 19 { run.accepted = name }
      run.limits = JudgedLimits(
        method: .student, runs: day, needed: 89 - day, alarmRate: 1 / 90, budget: "1 per 90 days")
      return run
    }
    return StageHistory(runs, at: at(count + 3), budget: budget)
  }
}
