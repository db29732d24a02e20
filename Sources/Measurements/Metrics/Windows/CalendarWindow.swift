/// One window: its number, its name, its first instant and the first after it.
///
/// ```
/// let day = CalendarDay(microseconds: 1_359_676_800_000_000)   // 2013-02-01
/// CalendarWindow(ordinal: .week(day), length: .week).key        // 2013-W05
/// ```
package struct CalendarWindow: Sendable, Hashable {
  /// The window's place among windows of its length; consecutive windows have consecutive numbers.
  package let ordinal: Int64
  /// `2013-02-01`, `2013-W05`, `2013-02`, `2013-Q1`, `2013`, `rows 5001–10000`.
  package let key: String
  /// First instant, seconds since 1970-01-01T00:00:00Z; nil for windows of rows.
  package let startSeconds: Int64?
  /// First instant after it.
  package let endSeconds: Int64?

  /// The window of a number.
  package init(ordinal: Int64, length: WindowLength) {
    self.ordinal = ordinal
    let first: Int64
    let next: Int64
    switch length {
    case .rows(let rows):
      let start = ordinal * Int64(rows)
      key = "rows \(start + 1)–\(start + Int64(rows))"
      startSeconds = nil
      endSeconds = nil
      return
    case .day:
      (first, next) = (ordinal, ordinal + 1)
      key = CalendarDay.text(first)
    case .week:
      // 1970-01-01 was a Thursday: the Monday before it is day −3.
      (first, next) = (ordinal * 7 - 3, ordinal * 7 + 4)
      // The year of a week is the year of its Thursday.
      let thursday = CalendarDay(number: first + 3)
      let week = (first + 3 - CalendarDay.number(year: thursday.year, month: 1, day: 1)) / 7 + 1
      key = "\(CalendarDay.padded(thursday.year, 4))-W\(CalendarDay.padded(week, 2))"
    case .month:
      (first, next) = (Self.month(ordinal), Self.month(ordinal + 1))
      let day = CalendarDay(number: first)
      key = "\(CalendarDay.padded(day.year, 4))-\(CalendarDay.padded(day.month, 2))"
    case .quarter:
      (first, next) = (Self.month(ordinal * 3), Self.month(ordinal * 3 + 3))
      let day = CalendarDay(number: first)
      key = "\(CalendarDay.padded(day.year, 4))-Q\((day.month + 2) / 3)"
    case .year:
      (first, next) = (Self.month(ordinal * 12), Self.month(ordinal * 12 + 12))
      key = CalendarDay.padded(CalendarDay(number: first).year, 4)
    }
    startSeconds = first * 86_400
    endSeconds = next * 86_400
  }

  /// The first day of a month counted from January 1970.
  private static func month(_ ordinal: Int64) -> Int64 {
    let year = CalendarDay.floorDivide(ordinal, 12)
    return CalendarDay.number(year: 1970 + year, month: ordinal - year * 12 + 1, day: 1)
  }

  /// The number of the window that a day is in; `length` is a calendar's.
  static func ordinal(day: Int64, length: WindowLength) -> Int64 {
    switch length {
    case .day, .rows: return day
    case .week: return CalendarDay.floorDivide(day + 3, 7)
    case .month, .quarter, .year:
      let date = CalendarDay(number: day)
      let month = (date.year - 1970) * 12 + date.month - 1
      switch length {
      case .month: return month
      case .quarter: return CalendarDay.floorDivide(month, 3)
      default: return date.year - 1970
      }
    }
  }

  /// `2013-01-28T00:00:00Z`; nil for windows of rows.
  package var start: String? { startSeconds.map(Self.instant) }
  /// `2013-02-04T00:00:00Z`, the first instant that is not in the window; nil for windows of rows.
  package var end: String? { endSeconds.map(Self.instant) }

  private static func instant(_ seconds: Int64) -> String {
    CalendarDay.text(seconds / 86_400) + "T00:00:00Z"
  }
}
