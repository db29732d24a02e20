/// Why rows, or a column of them, cannot be had.
package enum RowsError: Error, Sendable, Hashable {
  /// The source has no column of that name.
  case columnUnknown(name: String, available: [String])
  /// The column's type holds no single values.
  case columnUnreadable(name: String, reason: String)
  /// The column holds text or times where numbers are needed.
  case columnNotNumeric(name: String)
  /// The column holds something else than two classes.
  case notTwoClasses(name: String, found: [String])
  /// Which of the two classes is the positive one was not said, or the one named does not occur.
  case positiveUnclear(name: String, positive: String?, found: [String])
  /// Two row counts that must be equal are not.
  case lengthsDiffer(String, Int, String, Int)
}

extension RowsError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .columnUnknown(let name, let available):
      let shown = available.prefix(20).joined(separator: ", ")
      return "There is no column “\(name)”; the columns are \(shown.isEmpty ? "none" : shown)"
        + (available.count > 20 ? " and \(available.count - 20) more." : ".")
    case .columnUnreadable(let name, let reason):
      return "Column “\(name)” cannot be read: \(reason)."
    case .columnNotNumeric(let name):
      return "Column “\(name)” holds no numbers; name a numeric column or convert it."
    case .notTwoClasses(let name, let found):
      return "Column “\(name)” must hold two classes for a binary task, but holds "
        + "\(found.count > 10 ? "more than 10" : "\(found.count)"): "
        + "\(found.prefix(10).map { ShownSample.text($0) }.joined(separator: ", "))."
    case .positiveUnclear(let name, let positive, let found):
      let classes = found.map { ShownSample.text($0) }.joined(separator: ", ")
      guard let positive else {
        return "Which class of column “\(name)” (\(classes)) is the positive one? "
          + "Name it with --positive or columns.positive."
      }
      return "The positive class “\(positive)” does not occur in column “\(name)”, which holds "
        + "\(classes)."
    case .lengthsDiffer(let one, let count, let other, let otherCount):
      return "\(one) has \(count) rows, \(other) \(otherCount): they must be the same rows."
    }
  }
}
