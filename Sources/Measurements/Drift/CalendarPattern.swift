internal import ADBC

/// What the calendar alone says of a series of windows.
struct CalendarPattern {
  /// Share of a series' variation from which on the calendar determines it.
  private static let determined = 0.95

  private let windows: [ProfileWindow]
  private let usual: Int
  private let length: WindowLength

  /// - Parameter usual: how many of the windows, the first ones, are usual.
  init(_ windows: [ProfileWindow], usual: Int, length: WindowLength) {
    self.windows = windows
    self.usual = usual
    self.length = length
  }

  /// Whether the time alone says what all of a column's series are: as of a weekday, a month or a
  /// day of the month that is a column.
  ///
  /// Both in the usual windows and in all of them, so that neither a change nor an accident counts
  /// as the calendar. Each phase must be seen twice on average, and each series vary.
  func determines(_ series: [ColumnSeries]) -> Bool {
    phases.contains { phase in
      let varying = series.filter { one in
        one.values.prefix(usual).contains { $0 != one.values[0] }
      }
      return !varying.isEmpty
        && varying.allSatisfy {
          share(of: Array($0.values.prefix(usual)), by: Array(phase.prefix(usual)))
            >= Self.determined && share(of: $0.values, by: phase) >= Self.determined
        }
    }
  }

  /// The series less what is usual on the weekday, where each weekday was seen twice.
  ///
  /// From a usual window the mean of the others is taken, so that it is as far from it by chance as
  /// a new one.
  func withoutWeekdays(_ series: ColumnSeries) -> ColumnSeries {
    guard length == .day else { return series }
    let weekdays = windows.map { (($0.day % 7) + 7) % 7 }
    var sums = [Double](repeating: 0, count: 7)
    var counts = sums
    for window in 0..<usual {
      sums[weekdays[window]] += series.values[window]
      counts[weekdays[window]] += 1
    }
    guard Set(weekdays).allSatisfy({ counts[$0] >= 2 }) else { return series }
    let values = series.values.indices.map { window in
      let day = weekdays[window]
      let isUsual = window < usual
      let own = isUsual ? series.values[window] : 0
      return series.values[window] - (sums[day] - own) / (counts[day] - (isUsual ? 1 : 0))
    }
    return ColumnSeries(
      name: series.name, values: values, variances: series.variances, isScore: series.isScore)
  }

  /// The windows' places in rounds of the calendar.
  private var phases: [[Int]] {
    switch length {
    case .day:
      let months = windows.map { CalendarText.date(microseconds: $0.start) }
      return [
        windows.map { (($0.day % 7) + 7) % 7 },
        months.map { Int($0.dropFirst(5).prefix(2)) ?? 0 },
        months.map { Int($0.dropFirst(8).prefix(2)) ?? 0 },
      ]
    case .week, .month, .quarter:
      return [
        windows.map {
          Int(CalendarText.date(microseconds: $0.start).dropFirst(5).prefix(2)) ?? 0
        }
      ]
    case .year, .rows: return []
    }
  }

  /// The share of the values' squares about their mean that goes with the phase; 0 where phases are
  /// seen less than twice on average.
  private func share(of values: [Double], by phase: [Int]) -> Double {
    guard values.count >= 2 * Set(phase).count, Set(phase).count > 1 else { return 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    let total = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard total > 0 else { return 0 }
    var sums: [Int: (sum: Double, count: Double)] = [:]
    for (value, place) in zip(values, phase) {
      sums[place, default: (0, 0)].sum += value - mean
      sums[place, default: (0, 0)].count += 1
    }
    return sums.values.reduce(0) { $0 + $1.sum * $1.sum / $1.count } / total
  }
}

extension ProfileWindow {
  /// The day on which a window of time begins, counted from 1970-01-01.
  var day: Int {
    let length: Int64 = 86_400_000_000
    return Int(start / length) - (start % length < 0 ? 1 : 0)
  }
}
