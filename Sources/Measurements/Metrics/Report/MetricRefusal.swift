internal import Statistics

/// Why metrics cannot be measured on what the person gave.
package enum MetricRefusal: Error, Sendable, Hashable {
  /// An option is needed: its name and why.
  case missingOption(String, String)
  /// An option's value is out of range: its name, the value, what is expected.
  case badOption(String, String, String)
  /// The data has no column of that name; what it is for and which columns there are.
  case unknownColumn(String, role: String, available: [String])
  /// A column's type does not fit its role.
  case wrongType(column: String, role: String, expected: String)
  /// A label or class column has more than two values.
  case notBinary(column: String, values: [String])
  /// Nothing says which of the labels is the positive one.
  case undeclaredPositive(column: String, values: [String])
  /// The declared positive label does not occur, and two others do.
  case positiveNotFound(column: String, positive: String, values: [String])
  /// Predicted classes are not the labels' classes.
  case foreignClasses(prediction: [String], target: [String])
  /// A label or class column has more values than classes are followed.
  case tooManyClasses(column: String, limit: Int)
  /// The confusion matrices of all groups together have too many cells.
  case tooManyCells(limit: Int, groups: Int, classes: Int)
  /// There are more queries than are followed.
  case tooManyQueries(limit: Int, column: String)
  /// A relevance is below 0.
  case negativeRelevance(column: String, value: Double)
  /// Rows of a query lie further apart than rows can wait.
  case tornQuery(column: String, limit: Int)
  /// There are more groups than are followed.
  case tooManyGroups(limit: Int, by: [String])
  /// An inclusion probability is 0, negative, above 1 or no number; the row is counted from 1.
  case badProbability(column: String, value: String, row: Int)

  /// One sentence: what, where, what to do.
  package var message: String {
    switch self {
    case .missingOption(let option, let reason): "\(option) is missing: \(reason)"
    case .badOption(let option, let value, let expected):
      "\(option) \(value) is out of range: expected \(expected)"
    case .unknownColumn(let name, let role, let available):
      "the data has no column \(name) for the \(role); "
        + (Spelling.suggestion(for: name, among: available)
          ?? "its columns are " + available.prefix(20).joined(separator: ", ")
          + (available.count > 20 ? " and \(available.count - 20) more" : ""))
    case .wrongType(let column, let role, let expected):
      "column \(column) cannot be the \(role): expected \(expected)"
    case .notBinary(let column, let values):
      "column \(column) has more than two values (\(Self.list(values)), …): a binary task has two; "
        + "for a score use --score, for numbers --task regression"
    case .undeclaredPositive(let column, let values):
      "column \(column) holds \(Self.list(values)): say which one is positive with --positive VALUE"
    case .positiveNotFound(let column, let positive, let values):
      "the positive value \(positive) does not occur in column \(column), which holds "
        + "\(Self.list(values)): mend --positive"
    case .foreignClasses(let prediction, let target):
      "the predicted classes (\(Self.list(prediction))) are not the labels' "
        + "(\(Self.list(target))): write both alike"
    case .tooManyClasses(let column, let limit):
      "column \(column) brings the classes to more than \(limit): put rare ones together, or for "
        + "numbers use --task regression"
    case .tooManyCells(let limit, let groups, let classes):
      "\(groups) groups of \(classes) classes have more than \(limit) pairs of true and predicted "
        + "class: choose a longer --window or a --by column with fewer values"
    case .tooManyQueries(let limit, let column):
      "column \(column) has more than \(limit) values: measure a part of the queries"
    case .negativeRelevance(let column, let value):
      "column \(column) cannot be the relevance: it holds \(value), and relevance is 0 or more"
    case .tornQuery(let column, let limit):
      "rows of one \(column) lie more than \(limit) rows apart: sort the data by \(column), for "
        + "example with \"duckdb:select * from '…' order by \(column)\""
    case .badProbability(let column, let value, let row):
      "row \(row) has the inclusion probability \(value) in column \(column): "
        + "expected above 0 and at most 1; leave it empty for rows that were not chosen"
    case .tooManyGroups(let limit, let by):
      "there are more than \(limit) groups"
        + (by.isEmpty ? "" : " by \(by.joined(separator: ", "))")
        + ": choose a longer --window or a --by column with fewer values"
    }
  }

  private static func list(_ values: [String]) -> String {
    values.map { ShownSample.text($0) }
      .map { $0.count > 40 ? "\($0.prefix(40))…" : $0 }.joined(separator: ", ")
  }
}
