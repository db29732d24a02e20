internal import ADBC

/// The values of a batch's column as cells.
struct CellReader {
  private let values: RowColumn.Values
  /// Of categories, each as a cell.
  private let cells: [Cell]

  /// - Parameter readsNumbers: whether texts that are numbers are read as such: where the other
  ///   side has numbers.
  /// - Returns: nil when the column holds no single values.
  init?(_ batch: ArrowBatch, column: Int, readsNumbers: Bool) {
    guard var builder = RowColumnBuilder(field: batch.fields[column]) else { return nil }
    withExtendedLifetime(batch) {
      unsafe builder.append(batch.columns[column], rows: Array(0..<batch.rowCount))
    }
    values = builder.finish().values
    if case .categorical(_, let categories) = values {
      cells = categories.map { text in
        guard readsNumbers, let number = Double(text) else { return .text(text) }
        return number.isNaN ? .missing : .number(number)
      }
    } else {
      cells = []
    }
  }

  /// The cell of a row of the batch.
  subscript(row: Int) -> Cell {
    switch values {
    case .numeric(let numbers): numbers[row].isNaN ? .missing : .number(numbers[row])
    case .categorical(let codes, _):
      codes[row] == RowColumn.missingCode ? .missing : cells[Int(codes[row])]
    case .timestamp(let times):
      times[row] == RowColumn.missingTime ? .missing : .number(Double(times[row]))
    }
  }

  /// The same as a whole number; 0 for what is none.
  func count(_ row: Int) -> Int {
    guard case .numeric(let numbers) = values else { return 0 }
    return Int(exactly: numbers[row]) ?? 0
  }
}
