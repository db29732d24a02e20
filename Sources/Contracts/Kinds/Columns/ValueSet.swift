package import Checklist
internal import Engines

/// Every value is one of a list.
package struct ValueSet: Constraint {
  package static let card = ConstraintCard(
    name: "set", level: .row, section: .columns,
    summary: "Every value is one of a list.",
    example: "[ATL, BOS, JFK]",
    types: [.integer, .number, .boolean, .date, .timestamp, .text],
    counterparts: [
      "gx:expect_column_values_to_be_in_set", "gx:expect_column_distinct_values_to_be_in_set",
      "soda:invalid", "pandera:isin", "tfdv:ENUM_TYPE_UNEXPECTED_STRING_VALUES",
      "sagemaker:categorical_values_check",
    ])
  package static let parameters = [values]
  package static let shortForm = ConstraintShortForm.value(values)

  static let values = ConfigurationKey(
    "values", .list(.text(.prose)), isRequired: true, example: "[ATL, BOS, JFK]", "The values.")

  /// The values, as typed.
  package let members: [String]

  package init(_ values: ConfigurationMapping) {
    members = values.texts(Self.values)
  }

  package var flaws: [ConstraintFlaw] {
    members.isEmpty
      ? [ConstraintFlaw(Self.values.name, "the list is empty, so no value is in it")] : []
  }

  package var claims: [Claim] { [.listing(members, except: 0)] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: Self.card.types)
    let list = try column.literals(members, parameter: Self.values.name)
    return .rows(holds: "(\(column.isAmong(list)))", shows: [column.name])
  }
}

extension ContractData.Column {
  /// Whether a value is one of a list in SQL; null where there is none.
  ///
  /// The embedded engine asks a function once for each value of a dictionary, as files of Parquet
  /// have it, but `in` for each row, and there one member after another.
  func isAmong(_ list: String) -> String {
    switch type {
    // The engine keeps more than text as text, such as UUID, and would look for it as such.
    case .text where dialect == .duckdb: "list_contains([\(list)], cast(\(sql) as varchar))"
    case .integer where dialect == .duckdb: "list_contains([\(list)], \(sql))"
    default: "\(sql) in (\(list))"
    }
  }

  /// Values as typed, as a list in SQL of the column's type.
  func literals(_ texts: [String], parameter: String) throws(ConstraintMisfit) -> String {
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
    return literals.joined(separator: ", ")
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

extension ValueSet {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: Self.card.types)
    let members = try ValueMembers(members, of: column)
    return .values(of: column) { members.contains($0) }
  }
}
