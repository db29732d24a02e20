internal import Checklist

/// A line such as `values in (origin) must exist in airports (code)`.
struct SodaReferenceCheck {
  let columns: [String]
  private let table: String
  private let keys: [String]
  private let isNegated: Bool

  /// Nil for another line.
  init?(_ line: String) {
    let start = "values in "
    guard line.hasPrefix(start) else { return nil }
    let rest = line.dropFirst(start.count)
    isNegated = rest.contains(" must not exist in ")
    guard
      let verb = rest.firstRange(of: isNegated ? " must not exist in " : " must exist in ")
    else { return nil }
    let target = rest[verb.upperBound...].drop(while: \.isWhitespace)
    guard let end = target.firstIndex(where: { $0.isWhitespace || $0 == "(" }) else { return nil }
    columns = Self.names(rest[..<verb.lowerBound])
    table = String(target[..<end])
    keys = Self.names(target[end...])
    guard !columns.isEmpty, columns.count == keys.count else { return nil }
  }

  /// The key to the other table; a row without a value is judged by neither.
  func constraints(
    _ references: [String: String], _ differences: inout [String]
  ) throws(NotCarried) -> [ImportedConstraint] {
    guard !isNegated else {
      throw NotCarried("values that must not be in another table cannot be said")
    }
    let key = try DbtTest.reference(columns, to: table, keys: keys, references)
    if columns.count > 1 {
      differences.append("a row that lacks one of the values, and not all, is not judged here")
    }
    return [key]
  }

  /// The names in brackets, or without them.
  private static func names(_ text: Substring) -> [String] {
    text.filter { $0 != "(" && $0 != ")" }.split(separator: ",").map {
      String($0).trimmed.unquoted
    }.filter { !$0.isEmpty }
  }
}
