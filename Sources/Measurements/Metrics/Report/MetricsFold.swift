package import ADBC
internal import Statistics

/// Measures the metrics of a data set in one pass, overall and per window and group.
///
/// ```
/// var plan = ScanPlan()
/// let ticket = plan.add(try MetricsFold(options))
/// let report = try plan.run(stream)[ticket].get()
/// report["rocAUC"]?.interval
/// ```
///
/// What the data does not allow is the result's failure; it stops the counting, not the scan, since
/// other measurements may share it.
package struct MetricsFold: Fold {
  let options: MetricOptions
  private var task: any MetricTask
  private var index: GroupIndex
  private var timestamp: Int?
  private var by: [Int] = []
  /// Each row's group in a batch, kept between batches.
  private var codes: [UInt32] = []
  private var rows = 0
  private var refusal: MetricRefusal?

  /// Prepares to measure.
  ///
  /// - Throws: ``MetricRefusal`` when the options contradict each other.
  package init(_ options: MetricOptions) throws(MetricRefusal) {
    try options.check()
    self.options = options
    task = (options.member ?? options.task.member).init(options)
    index = GroupIndex(
      window: options.window, columnCount: options.by.count, limit: options.groupLimit)
  }

  package var columns: Set<String>? { options.columns }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    do throws(MetricRefusal) {
      let columns = ColumnFinder(fields)
      try task.start(columns)
      if options.window?.isCalendar == true {
        timestamp = try columns.place(options.timestamp, "timestamp", .instants)
      }
      for name in options.by {
        by.append(try columns.place(name, "grouping", .values))
      }
    } catch {
      refusal = error
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    rows += batch.rowCount
    guard refusal == nil else { return }
    if codes.count < batch.rowCount { codes = [UInt32](repeating: 0, count: batch.rowCount) }
    index.assign(
      batch, firstRow: firstRow, timestamp: timestamp, columns: by, into: &codes)
    if index.isOverLimit {
      refusal = .tooManyGroups(limit: options.groupLimit, by: options.by)
      return
    }
    do throws(MetricRefusal) {
      try task.add(
        batch, firstRow: firstRow, codes: codes, groups: options.isGrouped ? index.count : 0)
    } catch {
      refusal = error
    }
    withExtendedLifetime(batch) {}
  }

  /// Counts the rows of an answer, each of which stands for several.
  ///
  /// - Parameters:
  ///   - times: how many rows each stands for: 0 where they are counted elsewhere, less for one of
  ///     no group.
  ///   - add: gives them to the task, with their groups and the number of groups.
  mutating func update(
    _ batch: ArrowBatch, times: [Int],
    _ add: (inout any MetricTask, [UInt32], Int) throws(MetricRefusal) -> Void
  ) {
    rows += times.reduce(0) { $0 + max(0, $1) }
    guard refusal == nil else { return }
    if codes.count < batch.rowCount { codes = [UInt32](repeating: 0, count: batch.rowCount) }
    index.assign(
      batch, firstRow: 0, timestamp: timestamp, columns: by, times: times, into: &codes)
    if index.isOverLimit {
      refusal = .tooManyGroups(limit: options.groupLimit, by: options.by)
      return
    }
    do throws(MetricRefusal) {
      try add(&task, codes, options.isGrouped ? index.count : 0)
    } catch {
      refusal = error
    }
    withExtendedLifetime(batch) {}
  }

  /// Counts what an answer says of all rows together.
  mutating func update(_ add: (inout any MetricTask) -> Void) {
    if refusal == nil { add(&task) }
  }

  /// Who counts.
  var taskType: any MetricTask.Type { type(of: task) }

  /// Whether the data turned out to be refused, so that nothing more needs to be counted.
  var isRefused: Bool { refusal != nil }

  package mutating func merge(_ other: MetricsFold) {
    rows += other.rows
    if refusal == nil { refusal = other.refusal }
    guard refusal == nil else { return }
    task.mergeErased(other.task, numbers: index.merge(other.index))
  }

  package mutating func finish() -> Result<MetricsReport, MetricRefusal> {
    if let refusal { return .failure(refusal) }
    do throws(MetricRefusal) {
      try task.finish()
    } catch {
      return .failure(error)
    }
    return .success(MetricsReportBuilder(options: options, rows: rows, index: index).report(task))
  }
}
