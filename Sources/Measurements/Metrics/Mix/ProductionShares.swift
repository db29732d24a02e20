package import ADBC

/// How rows divide between groups in production: counted in another data set, or declared.
package struct ProductionShares: Sendable, Hashable {
  /// Shares by the group's key, adding up to 1.
  package let shares: [String: Double]
  /// Rows that they were counted on; nil when they were declared.
  package let rows: Int?

  /// Counted rows; nil without any.
  package init?(counts: [String: Int]) {
    let rows = counts.values.reduce(0, +)
    guard rows > 0 else { return nil }
    self.rows = rows
    shares = counts.mapValues { Double($0) / Double(rows) }
  }

  /// Declared shares; nil when one is negative or they do not add up to 1 within a thousandth.
  package init?(declared: [String: Double]) {
    let sum = declared.values.reduce(0, +)
    guard declared.values.allSatisfy({ $0 >= 0 }), abs(sum - 1) <= 1e-3 else { return nil }
    rows = nil
    shares = declared.mapValues { $0 / sum }
  }
}

/// Counts the rows of each group, and nothing else.
package struct GroupSharesFold: Fold {
  private let by: [String]
  private let limit: Int
  private var index: GroupIndex
  private var places: [Int] = []
  private var counts: [Int] = []
  private var codes: [UInt32] = []
  private var refusal: MetricRefusal?

  /// Counts by the values of columns.
  package init(by: [String], limit: Int = 10_000) {
    self.by = by
    self.limit = limit
    index = GroupIndex(window: nil, columnCount: by.count, limit: limit)
  }

  package var columns: Set<String>? { Set(by) }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    do throws(MetricRefusal) {
      let columns = ColumnFinder(fields)
      for name in by { places.append(try columns.place(name, "grouping", .values) as Int) }
    } catch {
      refusal = error
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    guard refusal == nil else { return }
    if codes.count < batch.rowCount { codes = [UInt32](repeating: 0, count: batch.rowCount) }
    index.assign(batch, firstRow: firstRow, timestamp: nil, columns: places, into: &codes)
    if index.isOverLimit {
      refusal = .tooManyGroups(limit: limit, by: by)
      return
    }
    reserve()
    for row in 0..<batch.rowCount { counts[Int(codes[row])] += 1 }
    withExtendedLifetime(batch) {}
  }

  private mutating func reserve() {
    while counts.count < index.count { counts.append(0) }
  }

  package mutating func merge(_ other: GroupSharesFold) {
    if refusal == nil { refusal = other.refusal }
    guard refusal == nil else { return }
    let numbers = index.merge(other.index)
    reserve()
    for (count, number) in zip(other.counts, numbers) { counts[Int(number)] += count }
  }

  package mutating func finish() -> Result<[String: Int], MetricRefusal> {
    if let refusal { return .failure(refusal) }
    guard !counts.isEmpty else { return .success([:]) }
    var byKey: [String: Int] = [:]
    for (key, count) in zip(index.keys, counts) {
      byKey[key.values.map { $0 ?? "(missing)" }.joined(separator: " × "), default: 0] += count
    }
    return .success(byKey)
  }
}
