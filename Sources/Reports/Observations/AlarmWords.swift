internal import Checklist
package import Monitoring

/// How alarms are told wherever they stand.
package enum AlarmWords {
  /// The kind of an alarm: `new categories`.
  package static func kind(_ kind: Alarm.Kind) -> String {
    switch kind {
    case .empty: "empty"
    case .duplicated: "duplicated"
    case .late: "late"
    case .clock: "clock"
    case .freshness: "freshness"
    case .volume: "volume"
    case .missingValues: "missing values"
    case .distribution: "distribution"
    case .newCategories: "new categories"
    case .vanishedCategories: "categories gone"
    case .columnAdded: "column added"
    case .columnRemoved: "column removed"
    case .columnRenamed: "column renamed"
    case .typeChanged: "type changed"
    case .orderChanged: "order changed"
    case .constraint: "contract"
    }
  }

  /// `1 row`, `1,234 rows`.
  package static func count(_ count: Int, _ noun: String) -> String {
    "\(NumberText.count(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// Hours to a tenth: `1.5 h`.
  package static func hours(_ hours: Double) -> String {
    NumberText.plain((hours * 10).rounded() / 10) + " h"
  }

  /// What it looks like.
  package static func nature(_ nature: Alarm.Nature) -> String {
    switch nature {
    case .error: "looks like an error"
    case .change: "looks like a real change"
    case .unclear: "error or change: unclear"
    }
  }

  /// What to do, an order.
  package static func action(_ alarm: Alarm) -> String {
    let remedy = Self.remedy(alarm.cause).map { ": " + $0 } ?? ""
    switch alarm.action {
    case .quarantine: return "hold the batch and have it repaired" + remedy
    case .wait: return "wait for it, or ask its source"
    case .adapt: return remedy.isEmpty ? "adapt to it" : String(remedy.dropFirst(2))
    case .look: return "look at it; the next runs tell a change from an accident"
    }
  }

  private static func remedy(_ cause: String?) -> String? {
    (CauseCatalogue.cards + BatchCauseCatalogue.cards).first { $0.id == cause }?.remedy
  }

  /// The word for a run.
  package static func verdict(_ run: ObservedRun) -> (glyph: String, word: String) {
    isUndecided(run) ? ("?", "undecided") : verdict(run.gravest)
  }

  /// The tone of a run.
  package static func tone(_ run: ObservedRun) -> TerminalStyle.Tone {
    isUndecided(run) ? .muted : tone(run.gravest)
  }

  /// Whether no figure of a run could be judged and nothing else of it is odd.
  static func isUndecided(_ run: ObservedRun) -> Bool {
    run.limits?.method == .undecided && (run.gravest ?? .note) == .note
  }

  /// The word for the gravest level of a run.
  package static func verdict(_ level: Alarm.Level?) -> (glyph: String, word: String) {
    switch level {
    case nil: ("✓", "as usual")
    case .note: ("✓", "as usual, with a note")
    case .change: ("!", "changed")
    case .error: ("✗", "looks wrong")
    }
  }

  /// The tone of a level.
  package static func tone(_ level: Alarm.Level?) -> TerminalStyle.Tone {
    switch level {
    case nil, .note: .good
    case .change: .caution
    case .error: .bad
    }
  }

  /// What the figures were judged by, a sentence without a full stop.
  package static func limits(_ limits: JudgedLimits?) -> String {
    guard let limits else { return "An empty batch has no figures to judge" }
    let rate = "false alarms of all figures together are at most \(limits.budget)"
    switch limits.method {
    case .rank: return "Judged against \(limits.runs) runs: \(rate)"
    case .student:
      return "Judged against \(limits.runs) runs: \(rate) while figures are nearly normal; "
        + "\(limits.needed) more until that holds for any"
    case .undecided:
      return "Undecided whether figures are usual: \(limits.needed) more run"
        + (limits.needed == 1 ? " is" : "s are") + " needed"
    }
  }

  /// Figures that have no usual range yet although others have, and why, a sentence without a full
  /// stop; nil when all have one.
  package static func withoutRange(_ run: ObservedRun) -> String? {
    let open = run.figures.filter { $0.needed != nil }
    guard let first = open.first, let runs = first.runs, let needed = first.needed else {
      return nil
    }
    let more = open.count > 1 ? " and \(count(open.count - 1, "more figure"))" : ""
    return
      "No usual range yet of \(figure(first.series))\(more): \(runs) of \(runs + needed) past runs needed "
      + "can be compared\(rule(first.rule))"
  }

  /// `rows`, `missing values of “price”`.
  static func figure(_ series: SeriesName) -> String {
    let words =
      switch series.measure {
      case .rows: "rows"
      case .delay: "the newest row’s age"
      case .missing: "missing values"
      case .shift: "the distribution"
      case .unseen: "new categories"
      case .vanished: "vanished categories"
      }
    return words + (series.column.map { " of “\($0.visible)”" } ?? "")
  }

  private static func rule(_ rule: String?) -> String {
    switch rule {
    case "weekday": " by weekday"
    case "hour": " by hour of the day"
    case "hourOfWeek": " by hour of the week"
    default: ""
    }
  }
}
