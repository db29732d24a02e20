internal import ADBC

/// Windows put together: rolling windows as long as production looks at, and months of a model's
/// life.
struct RollingWindows {
  private let options: MetricOptions
  private let groups: [(number: Int, key: GroupIndex.Key)]

  /// - Parameter groups: in the order of windows, then of values.
  init(options: MetricOptions, groups: [(Int, GroupIndex.Key)]) {
    self.options = options
    self.groups = groups.map { ($0.0, $0.1) }
  }

  /// Windows in one.
  struct Rolling {
    /// The last window and the values.
    let key: GroupIndex.Key
    let span: WindowSpan
    /// The groups in it.
    let numbers: [Int]
  }

  /// Every run of as many windows as were asked for, of the same values, in order.
  ///
  /// It starts with the first run that the data reach back for. A window without rows counts as one
  /// of the run.
  var rolling: [Rolling] {
    guard let count = options.rolling, let length = options.window else { return [] }
    var byValues: [[String?]: [(position: Int64, number: Int)]] = [:]
    var result: [Rolling] = []
    let first = groups.compactMap(\.key.window).min() ?? 0
    for (number, key) in groups {
      guard let position = key.window else { continue }
      byValues[key.values, default: []].append((position, number))
      var start = position
      for _ in 1..<count { start = length.start(of: start &- 1) }
      guard start >= first, let members = byValues[key.values] else { continue }
      var own = key
      own.window = position
      result.append(
        Rolling(
          key: own,
          span: WindowSpan(
            from: WindowSpan(start: start, length: length),
            to: WindowSpan(start: position, length: length)),
          numbers: members.filter { $0.position >= start }.map(\.number)))
    }
    return result
  }

  /// Whole months of the calendar from one instant to a later one: from the 11th to the 10th is
  /// none.
  private static func months(from first: Int64, to last: Int64) -> Int {
    func parts(_ instant: Int64) -> [Int] {
      // Year, month and day; the year may be of more digits than four.
      CalendarText.date(microseconds: instant).split(separator: "-").compactMap { Int($0) }
    }
    let (from, to) = (parts(first), parts(last))
    guard from.count == 3, to.count == 3 else { return 0 }
    return max(0, (to[0] - from[0]) * 12 + to[1] - from[1] - (to[2] < from[2] ? 1 : 0))
  }

  /// Metrics by whole months between training and the beginning of a row's window.
  ///
  /// Windows that end before training are in none; one that training falls into is in the first
  /// month.
  func ages(_ task: some MetricTask) -> [MetricsReport.Age] {
    guard let trained = options.trainedAt, let length = options.window else { return [] }
    var numbers: [Int: [Int]] = [:]
    for (number, key) in groups {
      guard let position = key.window, length.end(ofWindowStarting: position) > trained else {
        continue
      }
      numbers[Self.months(from: trained, to: max(position, trained)), default: []].append(number)
    }
    var soFar: [Int] = []
    return numbers.sorted { $0.key < $1.key }.compactMap { months, own in
      soFar += own
      guard let month = task.groups(own), let all = task.groups(soFar) else { return nil }
      return MetricsReport.Age(
        months: months, rows: month.rows, metrics: month.metrics, rowsSoFar: all.rows,
        metricsSoFar: all.metrics)
    }
  }
}
