package import ADBC

/// What a queue of rows to label needs to know of each row: how much it is wanted, and what it is
/// like.
///
/// A value with state: every pass over the data starts from the same fresh copy, and reads the
/// same.
package protocol QueueScorer: Sendable {
  /// The columns it reads.
  var columns: Set<String> { get }

  /// Prepares for columns of these names and types.
  ///
  /// - Throws: ``QueueRefusal``.
  mutating func start(_ fields: [ArrowField]) throws(QueueRefusal)

  /// Writes each row's size and stratum into the arrays, which hold the batch's rows.
  ///
  /// Sizes are 0 or more, and not-a-number where the row has none.
  ///
  /// - Throws: ``QueueRefusal``.
  mutating func read(
    _ batch: ArrowBatch, firstRow: Int, sizes: inout [Double], strata: inout [UInt32]
  ) throws(QueueRefusal)

  /// The names of the strata by number; empty where they have none.
  var strataNames: [String] { get }
}

/// Wants every row alike.
package struct EvenScorer: QueueScorer {
  package let columns: Set<String>
  package var strataNames: [String] { [] }

  /// - Parameter column: any column, so that there is something to read.
  package init(column: String) { columns = [column] }

  package mutating func start(_ fields: [ArrowField]) {}

  package mutating func read(
    _ batch: ArrowBatch, firstRow: Int, sizes: inout [Double], strata: inout [UInt32]
  ) {
    for row in 0..<batch.rowCount {
      sizes[row] = 1
      strata[row] = 0
    }
  }
}

/// Tells rows apart by their values of some columns.
package struct StratumScorer: QueueScorer {
  private let by: [String]
  private var places: [Int] = []
  private var index: GroupIndex

  /// Most strata to follow: each keeps some rows waiting while a queue is drawn.
  package static let limit = 2_000

  /// - Parameter by: the columns, at least one.
  package init(by: [String]) {
    self.by = by
    index = GroupIndex(window: nil, columnCount: by.count, limit: Self.limit)
  }

  package var columns: Set<String> { Set(by) }

  package var strataNames: [String] {
    index.keys.map { $0.values.map { $0 ?? "(missing)" }.joined(separator: " × ") }
  }

  package mutating func start(_ fields: [ArrowField]) throws(QueueRefusal) {
    places = []
    for name in by { places.append(try QueueRefusal.place(name, fields)) }
  }

  package mutating func read(
    _ batch: ArrowBatch, firstRow: Int, sizes: inout [Double], strata: inout [UInt32]
  ) throws(QueueRefusal) {
    index.assign(batch, firstRow: firstRow, timestamp: nil, columns: places, into: &strata)
    guard !index.isOverLimit else { throw .tooManyStrata(by: by, limit: Self.limit) }
    for row in 0..<batch.rowCount { sizes[row] = 1 }
    withExtendedLifetime(batch) {}
  }
}

/// Wants rows that the model is unsure of.
package struct UncertaintyScorer: QueueScorer {
  private let measure: Uncertainty
  private let names: [String]
  private var places: [Int] = []
  private var numbers: [[Double]] = []
  private var probabilities: [Double] = []

  /// - Parameter names: one column a class, or the column of the positive class alone.
  package init(_ measure: Uncertainty, probabilities names: [String]) {
    self.measure = measure
    self.names = names
  }

  package var columns: Set<String> { Set(names) }
  package var strataNames: [String] { [] }

  package mutating func start(_ fields: [ArrowField]) throws(QueueRefusal) {
    places = []
    for name in names {
      let place = try QueueRefusal.place(name, fields)
      guard fields[place].type.isNumber || fields[place].type == .null else {
        throw .notNumeric(column: name)
      }
      places.append(place)
    }
    numbers = [[Double]](repeating: [], count: places.count)
    probabilities = [Double](repeating: 0, count: max(2, places.count))
  }

  package mutating func read(
    _ batch: ArrowBatch, firstRow: Int, sizes: inout [Double], strata: inout [UInt32]
  ) {
    let rows = batch.rowCount
    for (column, place) in places.enumerated() {
      if numbers[column].count < rows {
        numbers[column] = [Double](repeating: 0, count: rows)
      }
      unsafe NumberReader.read(batch.columns[place], rows: rows, into: &numbers[column])
    }
    for row in 0..<rows {
      for column in places.indices { probabilities[column] = numbers[column][row] }
      if places.count == 1 { probabilities[1] = 1 - probabilities[0] }
      sizes[row] = measure.measure(probabilities) ?? .nan
      strata[row] = 0
    }
    withExtendedLifetime(batch) {}
  }
}
