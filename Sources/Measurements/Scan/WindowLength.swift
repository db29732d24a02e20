/// How rows are cut into windows: by the calendar in UTC, or by a number of rows.
package enum WindowLength: Sendable, Hashable {
  case day, week, month, quarter, year
  /// So many rows in the order of the data; the last window may be shorter.
  case rows(Int)

  /// Reads `day`, `week`, `month`, `quarter`, `year` or a number of rows; nil for anything else.
  package init?(_ text: String) {
    switch text {
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

  private static let dayLength: Int64 = 86_400_000_000

  /// The start of the window that holds `position`.
  ///
  /// Both are microseconds since 1970-01-01T00:00:00Z, or row numbers for windows of rows. Weeks
  /// start on Monday.
  package func start(of position: Int64) -> Int64 {
    switch self {
    case .rows(let rows): return Self.floor(position, Int64(rows)) &* Int64(rows)
    case .day: return Self.floor(position, Self.dayLength) &* Self.dayLength
    case .week:
      // 1970-01-01 was a Thursday, three days after a Monday.
      let day = Self.floor(position, Self.dayLength)
      return (Self.floor(day &+ 3, 7) &* 7 &- 3) &* Self.dayLength
    case .month, .quarter, .year:
      let day = Self.floor(position, Self.dayLength)
      let (year, month) = Self.civil(day)
      let first: Int64 =
        switch self {
        case .quarter: (month - 1) / 3 * 3 + 1
        case .year: 1
        default: month
        }
      return Self.days(year: year, month: first) &* Self.dayLength
    }
  }

  /// The end of the window that starts at `start`, itself outside of it.
  package func end(ofWindowStarting start: Int64) -> Int64 {
    switch self {
    case .rows(let rows): return start &+ Int64(rows)
    case .day: return start &+ Self.dayLength
    case .week: return start &+ 7 &* Self.dayLength
    case .month, .quarter, .year:
      let (year, month) = Self.civil(Self.floor(start, Self.dayLength))
      let months: Int64 =
        switch self {
        case .quarter: 3
        case .year: 12
        default: 1
        }
      let next = year &* 12 &+ month &- 1 &+ months
      let nextYear = Self.floor(next, 12)
      return Self.days(year: nextYear, month: next - nextYear * 12 + 1) &* Self.dayLength
    }
  }

  private static func floor(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }

  /// Year and month of a day since 1970-01-01.
  ///
  /// - Source: the Gregorian calendar's cycle of 400 years; years are taken to start in March, so
  ///   that a leap day is a year's last.
  private static func civil(_ day: Int64) -> (year: Int64, month: Int64) {
    let shifted = day &+ 719_468
    let era = floor(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month)
  }

  /// Days since 1970-01-01 of a month's first day.
  private static func days(year: Int64, month: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floor(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
