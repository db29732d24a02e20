package import Measurements

/// Columns as the trees want them: doubles, missing as NaN, categories as codes.
package struct TreeMatrix: Sendable {
  /// Names of the columns.
  package let names: [String]
  /// Rows.
  package let rowCount: Int
  /// Which columns hold codes of categories.
  let categorical: [Int]
  /// `names.count × rowCount` numbers, column after column.
  let numbers: [Double]

  /// Columns.
  package var columnCount: Int { names.count }

  /// Makes a matrix of the given columns; times become hour, weekday and month.
  package init(columns: [RowColumn], rowCount: Int) {
    var names: [String] = []
    var categorical: [Int] = []
    var numbers: [Double] = []
    for column in columns.flatMap(Self.readable) {
      precondition(column.count == rowCount, "column \(column.name) has another number of rows")
      switch column.values {
      case .numeric(let values): numbers += values
      case .categorical(let codes, _):
        categorical.append(names.count)
        numbers += codes.map { $0 == RowColumn.missingCode ? .nan : Double($0) }
      case .timestamp: continue
      }
      names.append(column.name)
    }
    self.names = names
    self.rowCount = rowCount
    self.categorical = categorical
    self.numbers = numbers
  }

  /// The numbers of some rows, row after row.
  func rows(_ rows: [Int]) -> [Double] {
    var result = [Double](repeating: 0, count: rows.count * columnCount)
    for column in 0..<columnCount {
      let start = column * rowCount
      for (place, row) in rows.enumerated() {
        result[place * columnCount + column] = numbers[start + row]
      }
    }
    return result
  }

  private static func readable(_ column: RowColumn) -> [RowColumn] {
    let parts = TimestampParts.columns(of: column)
    return parts.isEmpty ? [column] : parts
  }
}
