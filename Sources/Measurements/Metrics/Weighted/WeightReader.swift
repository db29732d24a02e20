internal import ADBC

/// Reads each row's inclusion probability as its weight 1/π.
struct WeightReader: Sendable {
  private let column: String
  private var place = 0
  private var probabilities: [Double] = []

  /// - Parameter column: the column of the probabilities.
  init(column: String) { self.column = column }

  mutating func start(_ columns: ColumnFinder) throws(MetricRefusal) {
    place = try columns.place(column, "inclusion probability", .numbers)
  }

  /// Writes every row's weight into `weights`, which is at least as long as the batch; 0 where the
  /// probability is missing.
  ///
  /// - Throws: ``MetricRefusal/badProbability(column:value:row:)`` for one outside 0…1, or 0.
  mutating func read(
    _ batch: ArrowBatch, firstRow: Int, into weights: inout [Double]
  ) throws(MetricRefusal) {
    let rows = batch.rowCount
    if probabilities.count < rows { probabilities = [Double](repeating: 0, count: rows) }
    unsafe NumberReader.read(batch.columns[place], rows: rows, into: &probabilities)
    for row in 0..<rows {
      let probability = probabilities[row]
      if NumberReader.isMissing(probability) {
        weights[row] = 0
        continue
      }
      guard probability > 0, probability <= 1 else {
        throw .badProbability(column: column, value: "\(probability)", row: firstRow + row + 1)
      }
      weights[row] = 1 / probability
    }
  }
}
