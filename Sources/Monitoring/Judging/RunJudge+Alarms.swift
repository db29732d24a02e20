internal import Checklist
internal import Measurements
internal import Statistics

/// How what is unusual becomes an alarm: its kind, what it looks like, and its words.
extension RunJudge {
  func alarm(
    _ change: ColumnChange, _ series: Set<SeriesName.Measure>, _ run: ObservedRun,
    _ context: CauseContext
  ) -> Alarm {
    let cause = CauseCatalogue.find(change, context)
    let kind: Alarm.Kind
    if series.contains(.missing), cause?.card.id == ValuesLost.card.id || series.count == 1 {
      kind = .missingValues
    } else if series.contains(.unseen) {
      kind = .newCategories
    } else if series.contains(.shift) {
      kind = .distribution
    } else {
      kind = series.contains(.missing) ? .missingValues : .vanishedCategories
    }
    let figure = run[SeriesName(Self.measure(of: kind), of: change.name)]
    return Alarm(
      kind, column: change.name, nature: cause?.card.nature ?? .unclear, cause: cause?.card.id,
      finding: Self.finding(kind, change, figure),
      evidence: cause?.evidence
        ?? "no known kind of error fits; should it last, it is a change",
      figure: figure)
  }

  private static func measure(of kind: Alarm.Kind) -> SeriesName.Measure {
    switch kind {
    case .missingValues: .missing
    case .newCategories: .unseen
    case .vanishedCategories: .vanished
    default: .shift
    }
  }

  private static func finding(
    _ kind: Alarm.Kind, _ change: ColumnChange, _ figure: ObservedFigure?
  ) -> String {
    let name = "“\(change.name)”"
    let value = figure.map { NumberText.percent($0.value) } ?? ""
    let usual = figure?.high.map { ", usually up to \(NumberText.percent($0))" } ?? ""
    switch kind {
    case .missingValues:
      let range = figure?.low.flatMap { low in figure?.high.map { (low, $0) } }
      return "\(value) of \(name) are missing"
        + (range.map { ", usually \(NumberText.percent($0.0)) to \(NumberText.percent($0.1))" }
          ?? "")
    case .newCategories:
      return "\(value) of \(name) are categories that no past run had\(usual)"
    case .vanishedCategories:
      return "categories of \(name) that held \(value) of past rows are gone\(usual)"
    default: return "\(name) shifted by \(value) of the rows\(usual)"
    }
  }

  static func freshness(_ figure: ObservedFigure) -> Alarm {
    let usual = figure.high.map { ", usually up to \(BatchFaults.hours($0))" } ?? ""
    return Alarm(
      .freshness, nature: .error,
      finding: "its newest row is \(BatchFaults.hours(figure.value)) old\(usual)",
      evidence: "the batch came and what it should bring did not: a source is behind",
      action: .wait, figure: figure)
  }

  func volume(
    _ figure: ObservedFigure, _ run: ObservedRun,
    _ changes: [(change: ColumnChange, series: Set<SeriesName.Measure>)]
  ) -> Alarm {
    let spans = good.compactMap(Self.span).sorted()
    let change = VolumeChange(
      rows: figure.value, expected: figure.expected ?? figure.value,
      span: Self.span(run).flatMap { now in
        spans.isEmpty ? nil : (now, spans[spans.count / 2])
      },
      vanished: changes.filter { $0.series.contains(.vanished) }.compactMap { item in
        item.change.vanished.first.map { (item.change.name, $0.value) }
      },
      isShifted: !changes.isEmpty, streak: streak(of: nil))
    let cause = BatchCauseCatalogue.find(change)
    let rows = { (value: Double) in NumberText.plain(value.rounded()) }
    let usual = figure.low.flatMap { low in
      figure.high.map { ", usually \(rows(low)) to \(rows($0)) \(Self.words(figure.rule))" }
    }
    return Alarm(
      .volume, nature: cause?.card.nature ?? .unclear, cause: cause?.card.id,
      finding: "it has \(NumberText.count(run.rows)) rows\(usual ?? "")",
      evidence: cause?.evidence
        ?? "no known kind of error fits; should it last, it is a change",
      figure: figure)
  }

  private static func span(_ run: ObservedRun) -> Double? {
    run.newest.flatMap { newest in run.oldest.map { newest.hours(since: $0) } }
  }

  private static func words(_ rule: String?) -> String {
    switch rule.flatMap(ComparableRuns.Rule.init) {
    case .weekday: "on this weekday"
    case .hour: "at this hour"
    case .hourOfWeek: "at this hour of the week"
    case .previous: "after the run before"
    default: "in the latest runs"
    }
  }

  func constraintAlarms(_ run: ObservedRun) -> [Alarm] {
    run.constraints.filter { !$0.ok }.map { constraint in
      let broke = good.last?.constraints.first { $0.id == constraint.id }.map { !$0.ok } ?? false
      let isWarning = constraint.severity == "warn"
      return Alarm(
        .constraint, column: constraint.column, nature: isWarning ? .unclear : .error,
        finding: "the contract's rule “\(constraint.id)” is broken"
          + (constraint.failed > 1 ? " by \(constraint.failed) rows" : ""),
        evidence: "the contract says what is an error"
          + (broke ? "; the last good run broke it too" : ""),
        level: isWarning ? .note : .error)
    }
  }
}
