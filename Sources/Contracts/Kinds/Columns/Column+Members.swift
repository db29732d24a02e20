internal import Checklist
internal import Engines

extension ContractData.Column {
  /// Values of a list of text up to which the engine looks at one after another, which is quicker
  /// than to look one up while they are few.
  private static let fewMembers = 64

  /// Whether a value is one of some, as typed; null where there is no value.
  ///
  /// Where `in` is no condition of a whole query the embedded engine joins the members, which loses
  /// the order of the rows, or compares one after another in each row. A function it asks once for
  /// each value of a dictionary, as files of Parquet have them; an enumeration is looked up.
  ///
  /// - Throws: ``ConstraintMisfit`` for one that the column cannot hold.
  func isAmong(_ members: [String], parameter: String) throws(ConstraintMisfit) -> String {
    let list = try literals(members, parameter: parameter)
    let isAmong = "\(sql) in (\(list.joined(separator: ", ")))"
    guard dialect == .duckdb else { return isAmong }
    // The engine keeps more than text as text, such as UUID, and could not look for it as such.
    let value = type == .text ? "cast(\(sql) as varchar)" : sql
    guard list.count > Self.fewMembers else {
      return "list_contains([\(list.joined(separator: ", "))], \(value))"
    }
    guard let names = names(of: members) else { return isAmong }
    return "case when \(value) is not null then "
      + "try_cast(cast(\(value) as varchar) as enum(\(names))) is not null end"
  }

  /// The different members as the engine shows such values, as literals; nil where one may be shown
  /// in other ways, or cannot be written without an expression.
  private func names(of members: [String]) -> String? {
    guard type == stored else { return nil }
    let isName: (String) -> Bool
    switch type {
    case .text: isName = { _ in true }
    case .integer: isName = { Int($0).map(String.init) == $0 }
    case .date: isName = { $0.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil }
    default: return nil
    }
    var seen: Set<String> = []
    var names: [String] = []
    for member in members where seen.insert(member).inserted {
      let name = dialect.literal(member)
      // As an expression are members with U+0000.
      guard isName(member), !name.hasPrefix("(") else { return nil }
      names.append(name)
    }
    return names.joined(separator: ", ")
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
