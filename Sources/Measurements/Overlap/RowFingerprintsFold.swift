package import ADBC

/// Collects the fingerprints of rows in a scan.
package struct RowFingerprintsFold: Fold {
  private let rowColumns: [String]
  private var prints: RowFingerprints

  /// Prepares to fingerprint rows.
  ///
  /// - Parameter columns: the columns whose values make a row, in an order that every data set
  ///   shares.
  package init(columns: [String]) {
    rowColumns = columns
    prints = RowFingerprints(fields: [], columns: columns)
  }

  package var columns: Set<String>? { Set(rowColumns) }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    prints = RowFingerprints(fields: fields, columns: rowColumns)
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    prints.update(batch)
  }

  package mutating func merge(_ other: Self) {
    prints.merge(other.prints)
  }

  package mutating func finish() -> RowFingerprints { prints }
}
