package import ADBC

/// Collects the fingerprints of rows in a scan.
package struct RowFingerprintsFold: Fold {
  private let rowColumns: [String]
  private let skipsMissing: Bool
  private var prints: RowFingerprints

  /// Prepares to fingerprint rows.
  ///
  /// - Parameters:
  ///   - columns: the columns whose values make a row, in an order that every data set shares.
  ///   - skipsMissing: whether rows without any value in them are left out.
  package init(columns: [String], skipsMissing: Bool = false) {
    rowColumns = columns
    self.skipsMissing = skipsMissing
    prints = RowFingerprints(fields: [], columns: columns, skipsMissing: skipsMissing)
  }

  package var columns: Set<String>? { Set(rowColumns) }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    prints = RowFingerprints(fields: fields, columns: rowColumns, skipsMissing: skipsMissing)
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    prints.update(batch)
  }

  package mutating func merge(_ other: Self) {
    prints.merge(other.prints)
  }

  package mutating func finish() -> RowFingerprints { prints }
}
