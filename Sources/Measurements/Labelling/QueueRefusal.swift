internal import ADBC

/// Why no queue of rows to label can be drawn from what the person gave.
package enum QueueRefusal: Error, Sendable, Hashable {
  /// The data has no column of that name; which columns there are.
  case unknownColumn(String, available: [String])
  /// A column of probabilities holds something else.
  case notNumeric(column: String)
  /// No row has probabilities.
  case noScores(columns: [String])
  /// The strata are more than are followed.
  case tooManyStrata(by: [String], limit: Int)
  /// There is not a single row.
  case noRows
  /// Read again, the data gave other rows or another order.
  case notRepeatable
  /// No column tells rows apart.
  case nothingToTellApart(String)

  /// One sentence without its full stop: what, where, what to do.
  package var message: String {
    switch self {
    case .unknownColumn(let name, let available):
      "the data has no column \(name); its columns are "
        + available.prefix(20).joined(separator: ", ")
        + (available.count > 20 ? " and \(available.count - 20) more" : "")
    case .notNumeric(let column):
      "column \(column) cannot hold probabilities: expected numbers from 0 to 1"
    case .noScores(let columns):
      "no row has probabilities in \(columns.joined(separator: ", ")): "
        + "expected numbers from 0 to 1; name other columns or use --method random"
    case .tooManyStrata(let by, let limit):
      "\(by.joined(separator: ", ")) of --by have more than \(limit) values together: "
        + "name a column with fewer, or cut its values into classes first"
    case .noRows: "there are no rows to choose from"
    case .notRepeatable:
      "the data gave other rows, or another order of them, when it was read again: "
        + "end the query with an order by, or write its rows to a file first"
    case .nothingToTellApart(let reason):
      "rows cannot be told apart: \(reason); name other columns with --features"
    }
  }

  static func place(
    _ name: String, _ fields: [ArrowField]
  ) throws(QueueRefusal) -> Int {
    guard let place = fields.firstIndex(where: { $0.name == name }) else {
      throw .unknownColumn(name, available: fields.map(\.name))
    }
    return place
  }
}
