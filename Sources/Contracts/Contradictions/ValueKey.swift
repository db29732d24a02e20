internal import Checklist

/// What makes two values of a contract the same value of a column.
enum ValueKey: Hashable {
  case truth(Bool)
  /// A whole number, or microseconds since 1970.
  case whole(Int64)
  case number(Double)
  case text([UInt8])

  /// Reads a value as a column of a type holds it; nil when it is none.
  init?(_ text: String, _ type: ValueType) {
    switch type {
    case .text: self = .text(Array(text.utf8))
    case .boolean:
      guard let truth = Bool(text.lowercased()) else { return nil }
      self = .truth(truth)
    case .integer, .number:
      guard let bound = ConfigurationBound(text), let number = bound.number else { return nil }
      self = (bound.exact ?? Int64(exactly: number)).map { .whole($0) } ?? .number(number)
    case .date, .timestamp:
      guard let moment = ConfigurationBound(text)?.moment else { return nil }
      self = .whole(moment)
    }
  }
}
