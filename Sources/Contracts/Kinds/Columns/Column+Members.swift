internal import Checklist
internal import Engines

extension ContractData.Column {
  /// Values of a list of text up to which the engine looks at one after another, which is quicker
  /// than to look one up while they are few.
  private static let fewMembers = 64

  /// Whether a value is one of some, as typed; null where there is no value.
  ///
  /// Where `in` is no condition of a whole query the embedded engine looks at one member after
  /// another in each row. A function it asks once for each value of a dictionary, as files of
  /// Parquet have them; an enumeration is looked up.
  ///
  /// - Throws: ``ConstraintMisfit`` for one that the column cannot hold.
  func isAmong(_ members: [String], parameter: String) throws(ConstraintMisfit) -> String {
    let list = try literals(members, parameter: parameter)
    guard dialect == .duckdb, type == .text || type == .integer else {
      return "\(sql) in (\(list.joined(separator: ", ")))"
    }
    // The engine keeps more than text as text, such as UUID, and could not look for it as such.
    let value = type == .text ? "cast(\(sql) as varchar)" : sql
    guard list.count > Self.fewMembers else {
      return "list_contains([\(list.joined(separator: ", "))], \(value))"
    }
    // An enumeration takes no expressions, as members with U+0000 are.
    guard type == .text, !list.contains(where: { $0.hasPrefix("(") }) else {
      return "\(value) in (\(list.joined(separator: ", ")))"
    }
    var seen: Set<String> = []
    let different = list.filter { seen.insert($0).inserted }.joined(separator: ", ")
    return "case when \(value) is not null then "
      + "try_cast(\(value) as enum(\(different))) is not null end"
  }

  /// Values as typed, in SQL of the column's type.
  ///
  /// - Throws: ``ConstraintMisfit`` for one that the column cannot hold.
  func literals(_ texts: [String], parameter: String) throws(ConstraintMisfit) -> [String] {
    var literals: [String] = []
    for text in texts {
      guard let literal = literal(text) else {
        throw .other(
          parameter: parameter,
          message: "“\(text)” is no \(type?.rawValue ?? "value"), which “\(name)” holds",
          remedy: "write the values as the column has them")
      }
      literals.append(literal)
    }
    return literals
  }

  private func literal(_ text: String) -> String? {
    switch type {
    case .text: return dialect.literal(text)
    case .boolean: return Bool(text.lowercased()).map { $0 ? "true" : "false" }
    case .integer, .number, .date, .timestamp:
      guard let bound = ConfigurationBound(text), bound.isTime == type?.isTime else { return nil }
      return bound.sql(in: dialect)
    case nil: return nil
    }
  }
}
