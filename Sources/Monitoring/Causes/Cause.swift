internal import Measurements

/// A way in which data go wrong or change, with what gives it away.
protocol Cause: Sendable {
  /// What it says about itself.
  static var card: CauseCard { get }
  /// Why the change looks like it; nil when it does not.
  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String?
}

/// What a cause says about itself: help and documentation come from it.
package struct CauseCard: Sendable, Hashable {
  /// Stable name, in kebab case.
  package let id: String
  package let title: String
  package let nature: Alarm.Nature
  /// What gives it away, a sentence without a full stop.
  package let sign: String
  /// What to do about it, a sentence without a full stop.
  package let remedy: String
}

/// A column that an alarm is about.
struct ColumnChange {
  let name: String
  let past: ColumnProfile
  let current: ColumnProfile
  /// The shift against the past, as a share of rows; nil when it was not measured.
  let shift: Double?
  /// The largest shift that is usual for it; nil where that is not known.
  let usualShift: Double?
  /// The share of rows outside all that past runs held; nil where it was not measured.
  let outside: Double?
  /// Categories that no past run had.
  let unseen: [RunFigures.Category]
  /// Categories that are gone.
  let vanished: [RunFigures.Category]

  /// The numbers, where both are numbers.
  var numbers: (past: NumberProfile, current: NumberProfile)? {
    guard case .numbers(let past) = past.content, case .numbers(let current) = current.content
    else { return nil }
    return (past, current)
  }

  /// The categories, where both are texts.
  var categories: (past: CategoryProfile, current: CategoryProfile)? {
    guard case .categories(let past) = past.content,
      case .categories(let current) = current.content
    else { return nil }
    return (past, current)
  }
}

/// What a cause may look at beside the column.
struct CauseContext {
  /// All columns whose distribution is unusual in this run.
  let changed: [ColumnChange]
  /// The shifts of each column in past runs, the latest last.
  let pastShifts: [String: [Double]]
  /// Past runs in a row, up to the last, in which each column was already called changed.
  let streaks: [String: Int]
  let smallestShift: Double
  /// Compares two columns; nil when they have no common measure.
  let distance: (ColumnProfile, ColumnProfile) -> Double?
}

/// All causes of a column's change, the most telling first.
package enum CauseCatalogue {
  static let all: [any Cause.Type] = [
    EncodingDamage.self, SwappedColumns.self, UnitChange.self, ConstantFill.self,
    RespelledValues.self, ValuesLost.self, OutOfRange.self, GradualShift.self, LastingShift.self,
    NewCategory.self,
  ]

  /// What each says about itself.
  package static var cards: [CauseCard] { all.map { $0.card } }

  /// The first cause that fits.
  static func find(
    _ change: ColumnChange, _ context: CauseContext
  ) -> (card: CauseCard, evidence: String)? {
    for cause in all {
      if let evidence = cause.evidence(change, context) { return (cause.card, evidence) }
    }
    return nil
  }
}
