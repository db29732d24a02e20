internal import Measurements

/// The values of some columns together, as text.
enum GroupKeys {
  /// One key a row; a missing value is a value of its own.
  static func keys(_ table: RowTable, _ columns: [String]) throws(RowsError) -> [[String]] {
    var keys = [[String]](repeating: [], count: table.rowCount)
    for name in columns {
      switch try table.column(name).values {
      case .numeric(let numbers):
        for row in keys.indices { keys[row].append(numbers[row].isNaN ? "" : "=\(numbers[row])") }
      case .categorical(let codes, let categories):
        let texts = categories.map { "=" + $0 }
        for row in keys.indices {
          keys[row].append(codes[row] == RowColumn.missingCode ? "" : texts[Int(codes[row])])
        }
      case .timestamp(let times):
        for row in keys.indices {
          keys[row].append(times[row] == RowColumn.missingTime ? "" : "=\(times[row])")
        }
      }
    }
    return keys
  }
}
