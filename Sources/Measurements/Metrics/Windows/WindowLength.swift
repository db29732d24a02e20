/// How rows are cut into windows.
///
/// Calendar windows are in UTC: a time without a zone is taken as UTC. Weeks are those of ISO 8601,
/// Monday to Sunday.
package enum WindowLength: Sendable, Hashable {
  case day, week, month, quarter, year
  /// So many rows, in the order of the data.
  case rows(Int)

  /// Reads `day`, `week`, `month`, `quarter`, `year` or a number of rows; nil for anything else.
  package init?(_ text: String) {
    switch text.lowercased() {
    case "day": self = .day
    case "week": self = .week
    case "month": self = .month
    case "quarter": self = .quarter
    case "year": self = .year
    default:
      guard let rows = Int(text), rows > 0 else { return nil }
      self = .rows(rows)
    }
  }

  /// What ``init(_:)`` reads.
  package static let expected = "day, week, month, quarter, year or a number of rows"

  /// Whether windows follow the calendar, and so need a timestamp.
  package var isCalendar: Bool {
    if case .rows = self { return false }
    return true
  }
}
