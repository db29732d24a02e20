package import ADBC

/// Encodes rows for the search of weak slices: the second pass over the data, when the bins are
/// known.
///
/// A row's half – searched or held out – and, where there are more rows than are held, whether it
/// is kept, follow from the seeded hash of its number: the same rows in every run.
///
/// - Complexity: O(rows · columns) time; a byte a column and eight a loss for each row held.
package struct SlicesFold: Fold {
  package let columns: Set<String>?
  private let options: MetricOptions
  private let seed: UInt64
  private let ceiling: UInt64
  private var encoders: [SliceEncoder]
  private var places: [Int?] = []
  private var reader: RowLossReader
  private var rows: SliceRows
  private var losses: [Double] = []
  private var codes: [UInt8] = []

  /// Prepares to encode.
  ///
  /// - Parameters:
  ///   - sourceRows: rows that will come, so that a part of them is drawn when they are too many.
  init(
    _ options: MetricOptions, _ slices: SliceOptions, loss: RowLoss, columns: [SliceColumn],
    sourceRows: Int
  ) {
    self.options = options
    seed = slices.seed
    encoders = columns.map(SliceEncoder.init)
    reader = RowLossReader(options, loss: loss)
    rows = SliceRows(columns: columns.count)
    let share = Double(slices.rowLimit) / Double(max(sourceRows, 1))
    ceiling = share >= 1 ? .max : UInt64(share * 0x1p64)
    var names = options.columns.union(columns.map(\.name))
    if case .column(let name) = loss { names.insert(name) }
    self.columns = names
  }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    reader.start(options, fields)
    places = encoders.map { encoder in fields.firstIndex { $0.name == encoder.column.name } }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    let count = batch.rowCount
    if losses.count < count {
      losses = [Double](repeating: .nan, count: count)
      codes = [UInt8](repeating: 0, count: count)
    }
    reader.read(batch, into: &losses)
    rows.sourceRows += count
    var searched: [Int] = []
    var held: [Int] = []
    for row in 0..<count {
      guard !losses[row].isNaN else {
        rows.unmeasuredRows += 1
        continue
      }
      let hash = RowHash.hash(row: firstRow &+ row, seed: seed)
      guard hash <= ceiling else { continue }
      // The last bit halves the rows; the ceiling looks at the first bits.
      if hash & 1 == 0 { searched.append(row) } else { held.append(row) }
    }
    for row in searched { rows.search.losses.append(losses[row]) }
    for row in held { rows.confirmation.losses.append(losses[row]) }
    withExtendedLifetime(batch) {
      for index in encoders.indices {
        guard let place = places[index] else { continue }
        unsafe encoders[index].encode(batch.columns[place], rows: count, into: &codes)
        for row in searched { rows.search.codes[index].append(codes[row]) }
        for row in held { rows.confirmation.codes[index].append(codes[row]) }
      }
    }
  }

  package mutating func merge(_ other: SlicesFold) {
    rows.sourceRows += other.rows.sourceRows
    rows.unmeasuredRows += other.rows.unmeasuredRows
    rows.search.losses += other.rows.search.losses
    rows.confirmation.losses += other.rows.confirmation.losses
    for index in encoders.indices {
      rows.search.codes[index] += other.rows.search.codes[index]
      rows.confirmation.codes[index] += other.rows.confirmation.codes[index]
    }
  }

  package mutating func finish() -> SliceRows { rows }
}
