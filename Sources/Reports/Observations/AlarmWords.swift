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
    let rate = "\(limits.budget) false alarms for all figures together"
    switch limits.method {
    case "rank": return "Judged against \(limits.runs) runs, at \(rate)"
    case "student":
      return "Judged against \(limits.runs) runs, at \(rate) while figures are nearly normal; "
        + "\(limits.needed) more until that holds for any"
    default:
      return "Undecided whether figures are usual: \(limits.needed) more run"
        + (limits.needed == 1 ? " is" : "s are") + " needed"
    }
  }
}
