package import Measurements

/// Rows whose class is known.
package struct BinaryRows: Sendable {
  /// The columns.
  package let table: RowTable
  /// Whether each row is of the positive class.
  package let isPositive: [Bool]

  /// Makes rows.
  ///
  /// - Precondition: one label a row.
  package init(table: RowTable, isPositive: [Bool]) {
    precondition(table.rowCount == isPositive.count, "one label a row is needed")
    self.table = table
    self.isPositive = isPositive
  }

  /// The rows of a table that have a label.
  ///
  /// - Throws: ``RowsError`` when the column is absent or does not hold two classes.
  package init(_ table: RowTable, target: String, positive: String?) throws(RowsError) {
    let labels = try BinaryLabels(try table.column(target), positive: positive)
    self.init(
      table: labels.missing == 0 ? table : table.selecting(labels.rows),
      isPositive: labels.isPositive)
  }

  /// The share of rows of the positive class.
  package var positiveShare: Double {
    Double(isPositive.count { $0 }) / Double(max(isPositive.count, 1))
  }
}
