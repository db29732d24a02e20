import Statistics

/// How often runs of an unchanged pipeline alarm, and how soon a change is seen.
struct ObservationTables {
  let trials: Int
  let seed: UInt64

  /// One alarm in 90 days, daily.
  private static let alarmRate = 1.0 / 90

  /// False alarms of one run, after so many past ones.
  func falseAlarms(figures: Int) async -> String {
    let lengths = [11, 14, 30, 60, 100, 200]
    var table = MarkdownTable(
      ["\(figures) figure\(figures == 1 ? "" : "s")"] + lengths.map { "\($0) past runs" })
    for kind in ObservedSeries.all where figures > 1 || kind.name != ObservedSeries.oneHeavy.name {
      let shares = await Trials(count: trials, seed: seed).shares(of: lengths.count) { generator in
        lengths.map { Self.alarms(kind, days: $0, figures, &generator).alarms }
      }
      table.append([kind.name] + shares.map(MarkdownTable.percent))
    }
    return table.text
  }

  /// Alarms of the first run after one of some normal figures moved; beside it, those of limits that were told by
  /// somebody who knows that the figures are normal.
  func power(figures: Int) async -> String {
    let moves = [3.0, 4, 5, 6, 8]
    var table = MarkdownTable(
      ["one of \(figures) moved, past runs"] + moves.map { "\(Int($0)) deviations" })
    for length in [14, 30, 60, 100] {
      let shares = await Trials(count: trials, seed: seed).shares(of: 2 * moves.count) {
        generator in
        let found = moves.map {
          Self.alarms(.normal, days: length, figures, moved: $0, &generator)
        }
        return found.map(\.alarms) + found.map(\.wouldIfNormal)
      }
      table.append(["\(length)"] + shares.prefix(moves.count).map(MarkdownTable.percent))
      table.append(
        ["\(length), known to be normal"] + shares.suffix(moves.count).map(MarkdownTable.percent))
    }
    return table.text
  }

  /// False alarms of the runs of a pipeline that is watched from its 12th day on and whose alarms nobody accepts: each
  /// counts, for later runs, as one a little beyond its limit, or as what it was.
  func watched(figures: Int) async -> String {
    let spans = [11..<30, 30..<60, 60..<100, 100..<200]
    var table = MarkdownTable(
      ["\(figures) figure\(figures == 1 ? "" : "s"), an alarm counts as"]
        + spans.map { "days \($0.lowerBound) to \($0.upperBound - 1)" })
    let kinds: [ObservedSeries] = [
      .normal, .heavy, .logNormal, .dependent, .seasonal, .heavySeason,
    ]
    for kind in kinds {
      for isBounded in [true, false] {
        let sums = await Trials(count: trials, seed: seed).sums(of: spans.count) { generator in
          let alarms = Self.watched(kind, days: 200, figures, isBounded: isBounded, &generator)
          return spans.map { span in
            Double(span.count { alarms[$0] }) / Double(span.count)
          }
        }
        table.append(
          ["\(kind.name), \(isBounded ? "1.25 limits at most" : "what it was")"]
            + sums.map { MarkdownTable.percent($0 / Double(trials)) })
      }
    }
    return table.text
  }

  /// By day, whether it alarms.
  private static func watched(
    _ kind: ObservedSeries, days: Int, _ figures: Int, isBounded: Bool,
    _ generator: inout SeededGenerator
  ) -> [Bool] {
    let series = kind.draw(days, figures, &generator)
    var alarms = [Bool](repeating: false, count: days)
    // By figure and day, how far beyond what it counts as a figure lay.
    var excess = series.map { [Double](repeating: 0, count: $0.count) }
    for day in 11..<days {
      var found: [(past: RunLimits.Figure, now: Double)] = []
      for (values, excess) in zip(series, excess) {
        guard let (residuals, now) = residuals(values, day) else { continue }
        let counted = zip(residuals, excess).map { residual, beyond in
          residual.map { $0 - beyond }
        }
        found.append((.init(residuals: counted, floor: kind.floor), now))
      }
      guard found.count == series.count,
        let limits = try? RunLimits(found.map(\.past), alarmRate: alarmRate)
      else { continue }
      for (index, one) in found.enumerated() where limits.isUnusual(one.now, of: index) {
        alarms[day] = true
        let range = limits.range(of: index)
        let most = RunLimits.countedAs * max(range.upperBound, -range.lowerBound)
        if isBounded, one.now.magnitude > most {
          excess[index][day] = one.now > 0 ? one.now - most : one.now + most
        }
      }
    }
    return alarms
  }

  /// Whether the last of some days alarms, as `assay observe` decides it at one in 90; and whether it would, were
  /// the figures known to be normal.
  private static func alarms(
    _ kind: ObservedSeries, days: Int, _ figures: Int, moved: Double = 0,
    _ generator: inout SeededGenerator
  ) -> (alarms: Bool, wouldIfNormal: Bool) {
    var found: [(past: RunLimits.Figure, now: Double)] = []
    for (index, values) in kind.draw(days + 1, figures, &generator).enumerated() {
      guard let (residuals, now) = residuals(values, days) else { return (false, false) }
      found.append(
        (.init(residuals: residuals, floor: kind.floor), now + (index == 0 ? moved : 0)))
    }
    guard let limits = try? RunLimits(found.map(\.past), alarmRate: alarmRate) else {
      return (false, false)
    }
    let normal = RunLimits.normalLimit(runs: limits.runs, figures: figures, alarmRate: alarmRate)
    return (
      found.indices.contains { limits.isUnusual(found[$0].now, of: $0) },
      found.indices.contains { limits.score(found[$0].now, of: $0) > normal }
    )
  }

  /// What a figure's past expectations erred by, and that of a day.
  private static func residuals(_ values: [Double], _ day: Int) -> (past: [Double?], now: Double)? {
    let points = values.prefix(day).enumerated().map {
      ComparableRuns.Point(seconds: Int64($0.offset) * 86_400, value: $0.element)
    }
    guard let expected = try? ComparableRuns(points).expectation(at: Int64(day) * 86_400) else {
      return nil
    }
    return (expected.residuals, values[day] - expected.value)
  }
}
