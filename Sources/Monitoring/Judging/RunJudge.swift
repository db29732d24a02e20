package import Measurements
internal import Statistics

/// Tells what is unusual of a run, and whether it looks like an error or a real change.
package struct RunJudge {
  let history: [ObservedRun]
  let good: [ObservedRun]
  private let past: [String: ColumnProfile]
  private let isReference: Bool
  private let upstream: [(name: String, run: ObservedRun)]
  private let options: ObservationOptions

  /// Prepares to judge runs of one stage.
  ///
  /// - Parameters:
  ///   - history: earlier runs of the stage, the latest last.
  ///   - past: what past runs, or a reference, hold together, by column.
  ///   - isReference: whether `past` is a reference that a person named.
  ///   - upstream: the latest run of each stage that this one is made from.
  package init(
    history: [ObservedRun], past: [String: ColumnProfile], isReference: Bool,
    upstream: [(name: String, run: ObservedRun)], options: ObservationOptions
  ) {
    self.history = history
    good = history.filter { !$0.isWrong && $0.rows > 0 }
    self.past = past
    self.isReference = isReference
    self.upstream = upstream
    self.options = options
  }

  /// The run with its figures judged and its alarms, the gravest first.
  package func judge(_ run: ObservedRun, profile: DatasetProfile) -> ObservedRun {
    var run = run
    let cadence =
      options.cadence ?? run.every.flatMap { Cadence(hours: $0) }
      ?? Cadence(learntFrom: history.map(\.at))
    var alarms = BatchFaults(run, history: history, cadence: cadence).alarms
    if run.rows > 0 {
      if let last = good.last {
        alarms +=
          SchemaComparison(
            from: last.columns, to: run.columns, pastProfiles: past, profile: profile,
            distance: distance
          ).alarms
      }
      alarms += constraintAlarms(run)
      // Without a schedule a run is taken as a day's.
      alarms += figureAlarms(&run, profile, cadence ?? .day)
    }
    if run.rows == 0 { run.figures = [ObservedFigure(SeriesName(.rows), 0)] }
    run.alarms = alarms.map(withOrigin).sorted { $0.level > $1.level }
    return run
  }

  private func figureAlarms(
    _ run: inout ObservedRun, _ profile: DatasetProfile, _ cadence: Cadence
  ) -> [Alarm] {
    let alarmRate = options.budget.rate(every: cadence)
    let measured = RunFigures(
      run, profile: profile, past: past, smallestShift: options.smallestShift,
      level: 1 - alarmRate / Double(max(profile.columns.count, 1)))
    let judgement = FigureJudgement(
      measured.figures, run: run, history: good, changed: changedRuns,
      pastRows: past.values.map(\.rows).max() ?? 0, cadence: cadence, budget: options.budget)
    run.figures = judgement.figures
    run.limits = judgement.limits
    let unusual = judgement.unusual.filter { series in
      guard series.measure == .shift, let column = series.column else { return true }
      return measured.shifts[column]?.decision == .drifted
    }
    // Against a reference that a person named, a shift that matters is one from the first run on.
    let shifted = Set(
      measured.shifts.filter { $0.value.decision == .drifted && isReference }.map {
        SeriesName(.shift, of: $0.key)
      })
    let changes = columnChanges(unusual.union(shifted), run, profile, measured)
    let context = CauseContext(
      changed: changes.map(\.change), pastShifts: pastShifts(of: changes.map(\.change.name)),
      streaks: Dictionary(
        changes.map { ($0.change.name, streak(of: $0.change.name)) }, uniquingKeysWith: max),
      smallestShift: options.smallestShift, distance: distance)
    var alarms = changes.map { alarm($0.change, $0.series, run, context) }
    if unusual.contains(SeriesName(.delay)), let figure = run[SeriesName(.delay)] {
      alarms.append(Self.freshness(figure))
    }
    if unusual.contains(SeriesName(.rows)), let figure = run[SeriesName(.rows)] {
      alarms.append(volume(figure, run, changes))
    }
    return alarms
  }

  /// The columns with an unusual figure, in the data's order, each with its unusual series.
  private func columnChanges(
    _ unusual: Set<SeriesName>, _ run: ObservedRun, _ profile: DatasetProfile,
    _ measured: RunFigures
  ) -> [(change: ColumnChange, series: Set<SeriesName.Measure>)] {
    profile.columns.compactMap { column in
      let series = Set(unusual.filter { $0.column == column.name }.map(\.measure))
      guard !series.isEmpty, let earlier = past[column.name] else { return nil }
      return (
        ColumnChange(
          name: column.name, past: earlier, current: column,
          shift: measured.shifts[column.name]?.estimate.value,
          usualShift: run[SeriesName(.shift, of: column.name)]?.high,
          outside: measured.outside[column.name],
          unseen: measured.unseen[column.name] ?? [],
          vanished: measured.vanished[column.name] ?? []), series
      )
    }
  }

  private func pastShifts(of columns: [String]) -> [String: [Double]] {
    Dictionary(
      columns.map { column in
        (column, good.compactMap { $0[SeriesName(.shift, of: column)]?.value })
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Places of good runs that a lasting change made unusual: those that alarmed beside another that
  /// did, and the last, of which that is not known yet.
  ///
  /// One that alarmed alone counts: it may have been chance, which the limits have to allow for.
  private var changedRuns: Set<Int> {
    let isUnusual = good.map { run in
      run.accepted == nil
        && run.alarms.contains {
          $0.level > .note && ($0.kind == .volume || Self.distributional.contains($0.kind))
        }
    }
    return Set(
      isUnusual.indices.filter { index in
        isUnusual[index]
          && (index == isUnusual.count - 1 || isUnusual[index + 1]
            || (index > 0 && isUnusual[index - 1]))
      })
  }

  /// Runs in a row, up to the last, with an alarm about what a column holds, or about the volume.
  func streak(of column: String?) -> Int {
    var count = 0
    for run in history.reversed() {
      let isAlarmed = run.alarms.contains { alarm in
        column == nil
          ? alarm.kind == .volume
          : alarm.column == column && Self.distributional.contains(alarm.kind)
      }
      guard isAlarmed else { break }
      count += 1
    }
    return count
  }

  static let distributional: Set<Alarm.Kind> = [
    .distribution, .newCategories, .vanishedCategories, .missingValues,
  ]

  /// How far two columns' values lie apart with chance taken out, 0…1.
  private var distance: (ColumnProfile, ColumnProfile) -> Double? {
    { first, second in
      var options = DriftOptions()
      options.measuresEffectsOnly = true
      let drift = ColumnDrift(reference: first, current: second, options: options, level: 0.95)
      guard case .compared(let comparison) = drift.outcome else { return nil }
      return comparison.effect.estimate.value
    }
  }

  /// The alarm with the stage further up that it may come from.
  private func withOrigin(_ alarm: Alarm) -> Alarm {
    guard alarm.level > .note else { return alarm }
    var alarm = alarm
    for (name, run) in upstream {
      let grave = run.alarms.filter { $0.level > .note }
      if let same = grave.first(where: { $0.column == alarm.column && $0.column != nil }) {
        alarm.origin = "\(name): column \(same.column ?? "")"
        return alarm
      }
      if alarm.origin == nil, let first = grave.first {
        alarm.origin = "\(name): \(first.kind.rawValue)"
      }
    }
    return alarm
  }
}
