/// What times tell of the rows: the windows that they fill, and whether they are series.
extension RoleInference {
  /// Rows that a window should have at least: below, a figure of one says little.
  private static let leastRows = 200
  /// Windows that there should be at least, so that one can be held against the others.
  private static let leastWindows = 4
  private static let microsecondsOfDay = 86_400e6

  /// The shortest window that gives enough rows a window, and enough windows, in the judged data.
  func window(_ timestamp: String?) -> Inferred<String>? {
    guard let timestamp,
      let set = sets.first(where: { $0.role == .test }) ?? labelled.first,
      let column = set.columns.first(where: { $0.name == timestamp }),
      column.kind == .timestamp, let first = column.minimum, let last = column.maximum
    else { return nil }
    let days = (last - first) / Self.microsecondsOfDay + 1
    guard days.isFinite, days >= 1 else { return nil }
    let lengths: [(name: String, days: Double)] = [
      ("day", 1), ("week", 7), ("month", 30.4), ("quarter", 91.3),
    ]
    let fitting = lengths.first {
      Double(set.rows) * $0.days / days >= Double(Self.leastRows)
        && days / $0.days >= Double(Self.leastWindows)
    }
    return fitting.map {
      Inferred(
        $0.name,
        """
        a figure of production is of so many rows as a window has: by \($0.name) about \
        \(Int((Double(set.rows) * $0.days / days).rounded())) of these.
        """, check: true)
    }
  }

  /// The task, to be checked where numbers look like series over time.
  ///
  /// Where the rows of the first set are as many as there are pairs of a time and a value of a
  /// category, each time has one row of each value: series.
  func doubted(
    _ task: Inferred<Project.Task>, _ target: ColumnSummary
  ) -> Inferred<Project.Task> {
    guard given.task == nil, task.value == .regression, let set = labelled.first, set.rows > 0
    else { return task }
    let times = set.columns.filter { $0.kind == .timestamp }.compactMap { column in
      column.distinct.map { (column.name, $0) }
    }
    for (time, count) in times where count >= Self.leastTimes {
      if Double(set.rows) <= 1.02 * Double(count) {
        return Inferred(
          .regression,
          "Each time in \(YAMLText.scalar(time)) comes once; if that is one series, --task forecast says so.",
          check: true)
      }
      for column in set.columns
      where column.name != target.name && [.categorical, .boolean].contains(column.kind) {
        guard let values = column.distinct, values > 1 else { continue }
        let share = Double(set.rows) / (Double(count) * Double(values))
        guard (0.98...1.0).contains(share) else { continue }
        return Inferred(
          .regression,
          """
          Each time in \(YAMLText.scalar(time)) comes once for each of \(values) values of \
          \(YAMLText.scalar(column.name)); if these are series, --task forecast says so.
          """, check: true)
      }
    }
    return task
  }

  /// Times from which on a set may hold series.
  private static let leastTimes = 20
}
