internal import Checklist
package import Monitoring

/// The recorded runs of stages as one HTML file: no script, nothing loaded from anywhere.
package struct ObservationReport: Sendable {
  private let stages: [StageHistory]
  private let moment: Moment
  private let version: String

  /// The page of some stages at a moment.
  package init(_ stages: [StageHistory], at moment: Moment, version: String) {
    self.stages = stages
    self.moment = moment
    self.version = version
  }

  /// The whole page.
  ///
  /// - Throws: ``TemplateError`` when a template is missing or malformed.
  package func text() throws(TemplateError) -> String {
    try ObservationPage(stages, at: moment, version: version).render().text + "\n"
  }
}

/// The page: how all stages stand, then each with its alarms, its figures over time and its runs.
struct ObservationPage: Component {
  static let template = "observation.html"

  let head: Markup
  let status: StatusBadge
  let name: Markup
  let reason: Markup
  let rows: [Row]
  let stages: [Markup]
  let version: Markup
  let time: Markup

  struct Row: Sendable {
    let number: Markup
    let anchor: Markup
    let title: Markup
    let status: StatusBadge
    let sentence: Markup
  }

  init(_ stages: [StageHistory], at moment: Moment, version: String) throws(TemplateError) {
    let gravest = stages.compactMap(\.gravest).max()
    let names = Set(stages.map(\.dataset)).sorted().map(\.visible).joined(separator: ", ")
    let title = names.isEmpty ? "No data set" : names
    status = StatusBadge(gravest)
    head = try PageHead("\(AlarmWords.verdict(gravest).word) – \(title)").render()
    name = Markup(title)
    reason = Markup(Self.reason(stages))
    rows = stages.enumerated().map { position, history in
      Row(
        number: Markup("\(position + 1)"), anchor: Markup(ObservationSection.anchor(position)),
        title: Markup("\(history.dataset.visible) · \(history.stage.visible)"),
        status: StatusBadge(history.gravest), sentence: Markup(Self.sentence(history)))
    }
    var rendered: [Markup] = []
    for (position, history) in stages.enumerated() {
      rendered.append(try ObservationSection(history, position: position).render())
    }
    self.stages = rendered
    self.version = Markup(version)
    time = Markup(moment.words + " UTC")
  }

  private static func reason(_ stages: [StageHistory]) -> String {
    let wrong = stages.count { $0.gravest == .error }
    let changed = stages.count { $0.gravest == .change }
    let runs = stages.reduce(0) { $0 + $1.runs.count }
    return "\(wrong) of \(AlarmWords.count(stages.count, "stage")) "
      + "\(wrong == 1 ? "looks" : "look") wrong, \(changed) changed, by "
      + AlarmWords.count(runs, "recorded run") + "."
  }

  private static func sentence(_ history: StageHistory) -> String {
    if let overdue = history.overdue {
      return "The next batch is overdue by \(AlarmWords.hours(overdue))."
    }
    if history.downtime.isOverBudget == true, history.latest.gravest != .error {
      return "More downtime than allowed: "
        + "\(AlarmWords.hours(history.downtime.total))."
    }
    guard let alarm = history.latest.alarms.first else {
      return AlarmWords.isUndecided(history.latest)
        ? AlarmWords.limits(history.latest.limits) + "." : "The latest run is as usual."
    }
    return alarm.finding.visible + "."
  }
}

extension StatusBadge {
  /// How a run or a stage stands.
  init(_ level: Alarm.Level?, isAccepted: Bool = false) {
    let (glyph, word) = AlarmWords.verdict(level)
    self.glyph = Markup(isAccepted ? "~" : glyph)
    self.word = Markup(isAccepted ? "accepted" : word)
    switch AlarmWords.tone(level) {
    case _ where isAccepted: tone = Markup("muted")
    case .good: tone = Markup("good")
    case .caution: tone = Markup("caution")
    default: tone = Markup("bad")
    }
  }
}
