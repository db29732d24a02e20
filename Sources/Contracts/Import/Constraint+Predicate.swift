internal import Engines

extension Constraint {
  /// The condition on a row in the SQL of the engine, null where it is not judged.
  ///
  /// - Parameter column: the column below which it stands.
  /// - Returns: nil when one row alone cannot show it.
  func predicate(of column: String?) -> String? {
    let name = SQLText.identifier(column ?? "")
    switch self {
    case is NoNulls: return "\(name) is not null"
    case let range as ValueRange:
      let ends = [
        range.bounds.least.map { "\(name) \(range.bounds.excludesLeast ? ">" : ">=") \($0.sql())" },
        range.bounds.greatest.map {
          "\(name) \(range.bounds.excludesGreatest ? "<" : "<=") \($0.sql())"
        },
      ]
      return ends.compactMap(\.self).joined(separator: " and ")
    case let set as ValueSet: return "\(name) in (\(Self.list(set.members)))"
    case let excluded as ExcludedValues: return "\(name) not in (\(Self.list(excluded.members)))"
    case let pattern as TextPattern: return pattern.search.condition(name)
    case let pattern as ExcludedPattern: return pattern.search.condition(name)
    case let length as TextLength: return length.range.holds("length(\(name))")
    case let predicate as SQLPredicate: return predicate.predicate
    default: return nil
    }
  }

  /// Values as literals; the engine compares text with numbers, dates and times as those.
  private static func list(_ values: [String]) -> String {
    values.map(SQLText.literal).joined(separator: ", ")
  }
}
