package import ADBC

/// Counts the rows of each window.
package struct WindowRowsFold: Fold {
  /// The rows of each window by where it begins; nil for the one window of all rows.
  package typealias Result = Swift.Result<[Int64?: Int], MetricRefusal>

  let options: EstimationOptions
  private var index: GroupIndex
  private var timestamp: Int?
  private var codes: [UInt32] = []
  private var counts: [Int] = []
  private var refusal: MetricRefusal?

  /// Prepares to count.
  ///
  /// - Throws: ``MetricRefusal`` when the options contradict each other.
  package init(_ options: EstimationOptions) throws(MetricRefusal) {
    try options.check()
    self.options = options
    index = GroupIndex(window: options.window, columnCount: 0, limit: options.windowLimit)
  }

  package var columns: Set<String>? {
    options.window?.isCalendar == true ? Set([options.timestamp].compactMap(\.self)) : []
  }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    guard options.window?.isCalendar == true else { return }
    timestamp = fields.firstIndex { $0.name == options.timestamp && $0.type.isInstant }
    if timestamp == nil {
      refusal = .wrongType(
        column: options.timestamp ?? "", role: "timestamp", expected: "dates or timestamps")
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    update(batch, firstRow: firstRow, times: nil)
  }

  /// - Parameter times: how many rows each row of the batch stands for; nil: each for itself.
  mutating func update(_ batch: ArrowBatch, firstRow: Int, times: [Int]?) {
    guard refusal == nil else { return }
    if codes.count < batch.rowCount { codes = [UInt32](repeating: 0, count: batch.rowCount) }
    index.assign(
      batch, firstRow: firstRow, timestamp: timestamp, columns: [], times: times, into: &codes)
    if index.isOverLimit {
      refusal = .tooManyGroups(limit: options.windowLimit, by: [])
      return
    }
    while counts.count < index.count { counts.append(0) }
    for row in 0..<batch.rowCount where codes[row] != GroupIndex.none {
      counts[Int(codes[row])] += times?[row] ?? 1
    }
  }

  package mutating func merge(_ other: WindowRowsFold) {
    if refusal == nil { refusal = other.refusal }
    guard refusal == nil else { return }
    for (number, count) in zip(index.merge(other.index), other.counts) {
      while counts.count <= Int(number) { counts.append(0) }
      counts[Int(number)] += count
    }
  }

  package mutating func finish() -> Result {
    if let refusal { return .failure(refusal) }
    return .success(
      Dictionary(
        zip(index.keys.map(\.window), counts), uniquingKeysWith: { first, _ in first }))
  }
}
