internal import ADBC

/// One window of time or of rows: its name, its first instant and the first after it.
///
/// ```
/// let window = WindowSpan(start: 1_359_331_200_000_000, length: .week)
/// window.key    // 2013-W05
/// window.start  // 2013-01-28T00:00:00Z
/// window.end    // 2013-02-04T00:00:00Z
/// ```
package struct WindowSpan: Sendable, Hashable {
  /// Where it begins: microseconds since 1970-01-01T00:00:00Z, or a row number from 0.
  package let position: Int64
  /// `2013-02-01`, `2013-W05`, `2013-02`, `2013-Q1`, `2013`, `rows 5001–10000`.
  package let key: String
  /// `2013-01-28T00:00:00Z`; nil for windows of rows.
  package let start: String?
  /// `2013-02-04T00:00:00Z`, the first instant that is not in the window; nil for windows of rows.
  package let end: String?

  /// The window that begins at a position, as ``WindowLength/start(of:)`` gives it.
  package init(start position: Int64, length: WindowLength) {
    self.position = position
    let next = length.end(ofWindowStarting: position)
    if case .rows = length {
      key = "rows \(position + 1)–\(next)"
      start = nil
      end = nil
      return
    }
    let date = CalendarText.date(microseconds: position)
    start = date + "T00:00:00Z"
    end = CalendarText.date(microseconds: next) + "T00:00:00Z"
    // A date is year, month and day of two digits each: `2013-02-01`, from the right.
    let year = String(date.dropLast(6))
    let month = date.dropLast(3).suffix(2)
    switch length {
    case .day, .rows: key = date
    case .week:
      // The year of a week is the year of its Thursday.
      let thursday = position + 3 * 86_400_000_000
      let weeks = (thursday - WindowLength.year.start(of: thursday)) / (7 * 86_400_000_000) + 1
      let thursdayYear = CalendarText.date(microseconds: thursday).dropLast(6)
      key = "\(thursdayYear)-W\(weeks < 10 ? "0" : "")\(weeks)"
    case .month: key = "\(year)-\(month)"
    case .quarter: key = "\(year)-Q\(((Int(month) ?? 1) + 2) / 3)"
    case .year: key = year
    }
  }

  /// From the beginning of one window to the end of another: `2013-02-01 to 2013-02-07`.
  package init(from first: WindowSpan, to last: WindowSpan) {
    position = first.position
    key = "\(first.key) to \(last.key)"
    start = first.start
    end = last.end
  }
}
