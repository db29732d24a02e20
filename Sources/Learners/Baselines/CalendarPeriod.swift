internal import ADBC

/// A stretch of the calendar, in the time of the column (UTC where it has a zone).
package enum CalendarPeriod: String, Sendable, Hashable, CaseIterable {
  case day
  /// Monday to Sunday.
  case week
  case month
  case quarter
  case year

  /// The number of the period that a time lies in; the next period has the next number.
  package func index(ofMicroseconds time: Int64) -> Int {
    let length: Int64 = 86_400_000_000
    let day = time >= 0 ? time / length : (time + 1) / length - 1
    switch self {
    case .day: return Int(day)
    case .week:
      let shifted = day + 3  // 1970-01-01 was a Thursday
      return Int(shifted >= 0 ? shifted / 7 : (shifted + 1) / 7 - 1)
    case .month, .quarter, .year:
      // The text is `[-]YYYY-MM-DD`.
      let text = CalendarText.date(microseconds: time)
      let parts = text.split(separator: "-").compactMap { Int($0) }
      guard parts.count == 3 else { return 0 }
      let year = text.hasPrefix("-") ? -parts[0] : parts[0]
      let month = parts[1] - 1
      switch self {
      case .month: return year * 12 + month
      case .quarter: return year * 4 + month / 3
      default: return year
      }
    }
  }
}
