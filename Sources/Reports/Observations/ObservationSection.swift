internal import Checklist
internal import Monitoring
internal import Statistics

/// One stage of the page.
struct ObservationSection: Component {
  static let template = "observation-stage.html"

  /// Figures drawn: the batch's, and the columns' that were unusual most often.
  private static let mostFigures = 12
  /// Runs drawn and listed: a chart of more has no room for a point a run.
  private static let mostRuns = 90

  let anchor: Markup
  let title: Markup
  let status: StatusBadge
  let lineage: Markup
  let limits: Markup
  let facts: [ReportPage.Fact]
  let alarms: [AlarmView]
  let figures: [Markup]
  let moreFigures: Markup?
  let runs: [Run]
  let moreRuns: Markup?

  struct AlarmView: Sendable {
    let tone: Markup
    let level: Markup
    let kind: Markup
    let nature: Markup
    let finding: Markup
    let evidence: Markup
    let origin: Markup?
    let action: Markup
  }

  struct Run: Sendable {
    let time: Markup
    let rows: Markup
    let status: StatusBadge
    let alarms: Markup
  }

  static func anchor(_ position: Int) -> String { Anchor.id("stage", "\(position + 1)") }

  init(_ history: StageHistory, position: Int) throws(TemplateError) {
    let latest = history.latest
    anchor = Markup(Self.anchor(position))
    title = Markup("\(history.dataset.visible) · \(history.stage.visible)")
    status = StatusBadge(history.gravest)
    let upstream = latest.upstream.map(\.visible).joined(separator: ", ")
    lineage = Markup(upstream.isEmpty ? "" : "made from \(upstream)")
    limits = Markup(
      [AlarmWords.limits(latest.limits), AlarmWords.withoutRange(latest)].compactMap(\.self)
        .map { $0 + "." }.joined(separator: " "))
    facts = Self.facts(history).map { .init(name: Markup($0.0), fact: Markup($0.1)) }
    alarms = latest.alarms.map(Self.view)
    let recent = Array(history.runs.suffix(Self.mostRuns))
    let series = history.series
    let shown = Self.chosen(series, history)
    var rendered: [Markup] = []
    for (index, name) in shown.enumerated() {
      rendered.append(
        try FigurePanel(
          Self.figure(name, recent), id: Anchor.id("figure", "\(position + 1)-\(index + 1)")
        ).render())
    }
    figures = rendered
    let left = series.count - shown.count
    moreFigures =
      left > 0
      ? Markup("\(left) more figures are not drawn; `assay observe show --json` has them.") : nil
    runs = recent.reversed().map { run in
      Run(
        time: Markup(run.at.words), rows: Markup(NumberText.count(run.rows)),
        status: StatusBadge(run.gravest, isAccepted: run.isAccepted),
        alarms: Markup(Self.words(run)))
    }
    let earlier = history.runs.count - recent.count
    moreRuns = earlier > 0 ? Markup("\(earlier) earlier runs are not listed.") : nil
  }

  private static func words(_ run: ObservedRun) -> String {
    let alarms = run.alarms.map { alarm in
      AlarmWords.kind(alarm.kind) + (alarm.column.map { " “\($0.visible)”" } ?? "")
        + (alarm.cause.map { " (\($0))" } ?? "")
    }
    let accepted = run.accepted.map { ["accepted: \($0.visible)"] } ?? []
    return (alarms + accepted).joined(separator: ", ")
  }

  private static func view(_ alarm: Alarm) -> AlarmView {
    let tone =
      switch alarm.level {
      case .note: "muted"
      case .change: "caution"
      case .error: "bad"
      }
    return AlarmView(
      tone: Markup(tone), level: Markup(alarm.level.rawValue),
      kind: Markup(AlarmWords.kind(alarm.kind)), nature: Markup(AlarmWords.nature(alarm.nature)),
      finding: Markup(sentence: alarm.finding.visible),
      evidence: Markup(sentence: alarm.evidence.visible),
      origin: alarm.origin.map { Markup($0.visible) },
      action: Markup(AlarmWords.action(alarm)))
  }

  private static func facts(_ history: StageHistory) -> [(String, String)] {
    let hours = AlarmWords.hours
    let downtime = history.downtime
    var facts = [
      ("Latest run", history.latest.at.words + " UTC"),
      ("Rows", NumberText.count(history.latest.rows)),
      (
        "Downtime in \(NumberText.plain(downtime.days)) days",
        "\(hours(downtime.total)): \(hours(downtime.late)) late, \(hours(downtime.empty)) empty, "
          + "\(hours(downtime.wrong)) wrong"
      ),
    ]
    if let budget = downtime.budget { facts.append(("Allowed", hours(budget))) }
    if let newest = history.latest.newest { facts.append(("Newest row", newest.words + " UTC")) }
    if let cadence = history.cadence { facts.append(("A batch every", hours(cadence.hours))) }
    let constraints = history.latest.constraints
    if !constraints.isEmpty {
      facts.append(
        ("Contract", "\(constraints.count(where: \.ok)) of \(constraints.count) constraints hold"))
    }
    return facts
  }

  /// The batch's own series, then those of columns, the most often unusual first.
  private static func chosen(_ series: [SeriesName], _ history: StageHistory) -> [SeriesName] {
    let own = series.filter { $0.column == nil }
    let unusual = series.filter { $0.column != nil }
      .map { (series: $0, runs: history.unusualRuns(of: $0)) }
      .enumerated()
      .sorted { ($1.element.runs, $0.offset) < ($0.element.runs, $1.offset) }
      .map(\.element)
    let often = unusual.filter { $0.runs > 0 }.map(\.series)
    // Where nothing was unusual, what moves most is still worth a look.
    let others = unusual.filter { $0.runs == 0 && $0.series.measure == .shift }.map(\.series)
    return own + (often + others).prefix(max(0, mostFigures - own.count))
  }

  private static func figure(_ name: SeriesName, _ runs: [ObservedRun]) -> Figure {
    let column = name.column.map { " of “\($0.visible)”" } ?? ""
    let measure = name.measure
    let points = runs.map { run in
      let figure = run[name]
      let range = figure?.low.flatMap { low in
        figure?.high.map {
          Interval(low: low, high: $0, level: 1 - (run.limits?.alarmRate ?? 0), method: "runLimits")
        }
      }
      return Figure.Timeline.Point(
        label: String(run.at.words.prefix(run.at.words.hasSuffix("00:00") ? 10 : 16)),
        value: figure?.value, count: run.rows, expected: range)
    }
    let outside = points.count { point in
      guard let value = point.value, let range = point.expected else { return false }
      return value < range.low || value > range.high
    }
    let title = measure.title.split(separator: " (").first.map(String.init) ?? measure.title
    return Figure(
      title: title.prefix(1).uppercased() + title.dropFirst() + column,
      summary: "\(points.count) runs, \(outside) of them outside the usual range.",
      content: .timeline(.init(axis: measure.title, points: points)))
  }
}
