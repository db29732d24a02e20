package import Statistics

/// How the columns of a data set changed over its windows, by more than windows of the past change
/// by themselves.
///
/// Where ``WindowedChanges`` takes rows as independent of one another, here the windows of the past
/// say how far windows differ: the variation between them is part of each window's variance, what
/// is usual on a weekday is taken off, columns that the time alone determines are left out, and a
/// change counts only when it shows more clearly than in stretches of the past
/// (``StretchComparison``), all columns together at most at the promised rate. Windows that the
/// ends of the data cut short are left out.
package struct UnusualChanges: Sendable, Hashable {
  /// The change of each column that was followed.
  package let columns: [String: ColumnChange]
  /// Columns that the time alone determines, in the reference's order.
  package let ofCalendar: [String]
  /// The windows that were judged.
  package let windows: [ProfileWindow]
  /// How many usual windows there are.
  package let usualWindows: Int
  /// The usual stretches of a kind that each stretch was held against, the fewest.
  package let usualStretches: Int
  /// Windows of a stretch.
  package let stretchLength: Int

  /// Windows of the past, following one another, from which on anything can be judged.
  package static func fewestWindows(_ length: WindowLength) -> Int {
    WindowStretches.fewestWindows(areDays: length == .day)
  }

  /// Follows the columns.
  ///
  /// - Parameters:
  ///   - usual: windows of the same length in which nothing is known to have changed.
  ///   - columns: names of the columns to follow; nil for all.
  /// - Throws: ``Undefined`` when there are too few windows, of the past or to be judged.
  package init(
    reference: DatasetProfile, current: WindowedProfile, usual: WindowedProfile,
    options: DriftOptions = DriftOptions(), columns names: Set<String>? = nil
  ) throws(Undefined) {
    let windows = Self.whole(current)
    let past = Self.whole(usual)
    // Windows that are no days lie one after the other, whatever is absent.
    let isDaily = current.length == .day
    let cut = try WindowStretches(
      usual: isDaily ? past.map(\.day) : Array(past.indices),
      current: isDaily ? windows.map(\.day) : Array(windows.indices), areDays: isDaily)
    let pattern = CalendarPattern(past + windows, usual: past.count, length: current.length)
    var found: [String: ColumnChange] = [:]
    var ofCalendar: [String] = []
    var followed: [(column: String, series: ColumnSeries)] = []
    for column in reference.columns where names?.contains(column.name) ?? true {
      let series: [ColumnSeries]
      do throws(Undefined) {
        series = try ColumnSeries.all(column, in: past + windows)
      } catch {
        found[column.name] = .undefined(error)
        continue
      }
      let isOfCalendar = pattern.determines(series)
      if isOfCalendar { ofCalendar.append(column.name) }
      found[column.name] = .unchanged
      // Values that get lost are no matter of the calendar.
      followed += series.filter { !isOfCalendar || $0.name == "missing" }
        .map { (column.name, pattern.withoutWeekdays($0)) }
    }
    let unusual = try UnusualChange.find(
      followed.map { column, series in
        UnusualChange.Followed(
          column: column, values: series.values, variances: series.variances,
          threshold: max(options.of(column).threshold, 1e-6))
      }, times: (past + windows).map { Double($0.start) }, past: past.count, in: cut,
      level: options.level)
    for (place, change) in unusual.sorted(by: { $0.key < $1.key }) {
      let (column, series) = followed[place]
      if case .changed(let other) = found[column], let ratio = other.timesUsual,
        ratio >= change.ratio
      {
        continue
      }
      found[column] = .changed(
        ColumnChange.Finding(
          series: series.name, isScore: series.isScore, finding: change.finding,
          timesUsual: change.ratio))
    }
    columns = found
    self.ofCalendar = ofCalendar
    self.windows = windows
    usualWindows = past.count
    usualStretches = cut.stretches.map(\.usual.count).min() ?? 0
    stretchLength = cut.stretches.first?.windows.count ?? 0
  }

  /// The windows that have rows, without a first or last one that has less than half of the usual
  /// number: the data begin or end within it.
  package static func whole(_ profile: WindowedProfile) -> [ProfileWindow] {
    var windows = profile.windows.filter { $0.profile.rows > 0 }
    let rows = windows.map(\.profile.rows).sorted()
    guard let usual = rows.isEmpty ? nil : rows[rows.count / 2] else { return [] }
    if let first = windows.first, 2 * first.profile.rows < usual { windows.removeFirst() }
    if let last = windows.last, 2 * last.profile.rows < usual { windows.removeLast() }
    return windows
  }
}
