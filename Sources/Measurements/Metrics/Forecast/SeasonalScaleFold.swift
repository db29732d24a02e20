package import ADBC

/// Measures the seasonal naive forecast's in-sample error of every series, whatever the order of
/// the rows.
package struct SeasonalScaleFold: Fold {
  /// Series followed at most.
  private static let seriesLimit = 1_000_000

  let options: MetricOptions
  private let isOwn: Bool
  private var index: GroupIndex
  private var collector: SeasonalScales.Collector
  /// What a database counted of each series, by its number.
  private var counted: [SeasonSums?] = []
  private var clock: StepReader?
  private var target = 0
  private var series: [Int] = []
  private var codes: [UInt32] = []
  private var actuals: [Double] = []
  private var times: [Int64] = []
  private var refusal: MetricRefusal?

  /// Prepares to measure.
  ///
  /// - Parameter isOwn: whether the rows are the measured ones, not a training set.
  package init(_ options: MetricOptions, isOwn: Bool) {
    self.options = options
    self.isOwn = isOwn
    index = GroupIndex(
      window: nil, columnCount: options.forecast.series.count, limit: Self.seriesLimit)
    collector = SeasonalScales.Collector(season: options.forecast.season)
  }

  package var columns: Set<String>? {
    Set(options.forecast.series + [options.target] + [options.timestamp].compactMap(\.self))
  }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    do throws(MetricRefusal) {
      let columns = ColumnFinder(fields)
      target = try columns.place(options.target, "target", .numbers)
      clock = StepReader(try columns.place(options.timestamp, "timestamp", .times))
      for name in options.forecast.series {
        series.append(try columns.place(name, "series", .values))
      }
    } catch {
      refusal = error
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    guard refusal == nil, let clock, !collector.isOverLimit else { return }
    let rows = batch.rowCount
    if codes.count < rows {
      codes = [UInt32](repeating: 0, count: rows)
      actuals = [Double](repeating: 0, count: rows)
      times = [Int64](repeating: 0, count: rows)
    }
    index.assign(batch, firstRow: firstRow, timestamp: nil, columns: series, into: &codes)
    guard !index.isOverLimit else {
      refusal = .tooManyGroups(limit: Self.seriesLimit, by: options.forecast.series)
      return
    }
    unsafe NumberReader.read(batch.columns[target], rows: rows, into: &actuals)
    clock.read(batch, firstRow: firstRow, into: &times)
    for row in 0..<rows where times[row] != StepReader.missing {
      collector.add(actuals[row], at: times[row], series: Int(codes[row]))
    }
    withExtendedLifetime(batch) {}
  }

  /// Counts series as a database summed them.
  ///
  /// - Parameter sums: one a row of the batch, which names the series.
  mutating func update(_ batch: ArrowBatch, _ sums: [SeasonSums]) {
    guard refusal == nil else { return }
    if codes.count < batch.rowCount { codes = [UInt32](repeating: 0, count: batch.rowCount) }
    index.assign(batch, firstRow: 0, timestamp: nil, columns: series, into: &codes)
    guard !index.isOverLimit else {
      refusal = .tooManyGroups(limit: Self.seriesLimit, by: options.forecast.series)
      return
    }
    while counted.count < index.count { counted.append(nil) }
    for (row, one) in sums.enumerated() { counted[Int(codes[row])] = one }
    withExtendedLifetime(batch) {}
  }

  package mutating func merge(_ other: SeasonalScaleFold) {
    if refusal == nil { refusal = other.refusal }
    guard refusal == nil else { return }
    collector.merge(other.collector, numbers: index.merge(other.index))
  }

  package mutating func finish() -> Result<SeasonalScales, MetricRefusal> {
    if let refusal { return .failure(refusal) }
    guard counted.isEmpty else {
      return .success(
        SeasonalScales(
          season: options.forecast.season, isOwn: isOwn, keys: index.keys.map(\.values),
          sums: counted))
    }
    return .success(collector.scales(keys: index.keys.map(\.values), isOwn: isOwn))
  }
}

/// Reads each row's time: of a date or timestamp, of a whole number of steps, or of its place in
/// the data.
struct StepReader: Sendable {
  /// Stands for a row without a time.
  static let missing = Int64.min

  private let column: Int?

  /// - Parameter column: the place of the column; nil for the order of the rows.
  init(_ column: Int?) {
    self.column = column
  }

  /// Writes the time of every row into `times`, which is at least as long as the batch.
  func read(_ batch: ArrowBatch, firstRow: Int, into times: inout [Int64]) {
    guard let place = column else {
      for row in 0..<batch.rowCount { times[row] = Int64(firstRow + row) }
      return
    }
    let column = unsafe batch.columns[place]
    let isInstant = unsafe column.type.isInstant
    for row in 0..<batch.rowCount {
      let time = unsafe isInstant ? column.microseconds(at: row) : column.integer(at: row)
      times[row] = time ?? Self.missing
    }
  }
}
