internal import ADBC
package import Measurements

/// A time as the parts that repeat: hour of the day, day of the week, month of the year.
///
/// A moment itself is no feature: rows to be predicted lie after all rows that were learned from.
package enum TimestampParts {
  private static let day: Int64 = 86_400_000_000
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Columns `NAME hour`, `NAME weekday`, `NAME month` of a column of times; none of others.
  ///
  /// The hour is left out where every time is midnight: the column then holds dates.
  package static func columns(of column: RowColumn) -> [RowColumn] {
    guard case .timestamp(let times) = column.values else { return [] }
    let missing = RowColumn.missingCode
    var months: [Int64: Int32] = [:]
    var hour: [Int32] = []
    var weekday: [Int32] = []
    var month: [Int32] = []
    var hasTimeOfDay = false
    for time in times {
      guard time != RowColumn.missingTime else {
        hour.append(missing)
        weekday.append(missing)
        month.append(missing)
        continue
      }
      let days = time >= 0 ? time / day : (time + 1) / day - 1
      let rest = time &- days &* day
      if rest != 0 { hasTimeOfDay = true }
      hour.append(Int32(rest / 3_600_000_000))
      weekday.append(Int32((days % 7 + 10) % 7))  // 1970-01-01 was a Thursday, the fourth
      if let known = months[days] {
        month.append(known)
      } else {
        // The text is `[-]YYYY-MM-DD`.
        let parts = CalendarText.date(microseconds: time).split(separator: "-")
        let number = parts.dropLast().last.flatMap { Int32($0) } ?? 1
        months[days] = number - 1
        month.append(number - 1)
      }
    }
    func part(_ name: String, _ codes: [Int32], _ levels: [String]) -> RowColumn {
      RowColumn(
        name: "\(column.name) \(name)", values: .categorical(codes: codes, categories: levels))
    }
    let hours = part("hour", hour, (0..<24).map { "\($0)" })
    return (hasTimeOfDay ? [hours] : []) + [
      part("weekday", weekday, weekdays), part("month", month, (1...12).map { "\($0)" }),
    ]
  }
}
