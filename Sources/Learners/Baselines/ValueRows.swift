package import Measurements

/// Rows whose value is known.
package struct ValueRows: Sendable {
  /// The columns.
  package let table: RowTable
  /// The value of each row; finite.
  package let values: [Double]

  /// Makes rows.
  ///
  /// - Precondition: one value a row.
  package init(table: RowTable, values: [Double]) {
    precondition(table.rowCount == values.count, "one value a row is needed")
    self.table = table
    self.values = values
  }

  /// The rows of a table whose target is a finite number.
  ///
  /// - Throws: ``RowsError`` when the column is absent or not numeric.
  package init(_ table: RowTable, target: String) throws(RowsError) {
    let values = try table.numbers(target)
    let known = values.indices.filter { values[$0].isFinite }
    self.init(
      table: known.count == values.count ? table : table.selecting(known),
      values: known.map { values[$0] })
  }
}
