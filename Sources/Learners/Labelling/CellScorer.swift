package import ADBC
package import Measurements

/// Puts rows into the cells of rows that are alike.
package struct CellScorer: QueueScorer {
  package let columns: Set<String>
  private let cells: DiversityCells
  private let features: [String]
  private var fields: [ArrowField] = []

  /// - Parameter features: the columns that the cells were made from.
  package init(_ cells: DiversityCells, features: [String]) {
    self.cells = cells
    self.features = features
    columns = Set(features)
  }

  package var strataNames: [String] { [] }

  package mutating func start(_ fields: [ArrowField]) { self.fields = fields }

  package mutating func read(
    _ batch: ArrowBatch, firstRow: Int, sizes: inout [Double], strata: inout [UInt32]
  ) throws(QueueRefusal) {
    do throws(RowsError) {
      var rows = try RowSample(
        fields: fields, columns: features, limit: batch.rowCount, seed: 0)
      rows.update(batch, firstRow: firstRow)
      try cells.assign(rows.finish(), into: &strata)
    } catch {
      throw .nothingToTellApart(error.description)
    }
    for row in 0..<batch.rowCount { sizes[row] = 1 }
  }
}
