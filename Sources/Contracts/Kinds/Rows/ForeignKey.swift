internal import ADBC
package import Checklist
internal import Engines

/// Every combination of values occurs in other data.
package struct ForeignKey: Constraint {
  package static let card = ConstraintCard(
    name: "reference", level: .row, section: .rows,
    summary:
      "Every value, or combination of values, occurs in other data. Rows that lack one are not judged.",
    example: "{columns: [customer], data: customers.parquet, keys: [id]}",
    counterparts: ["soda:invalid (valid_reference_data)"])
  package static let parameters = [columns, data, keys]

  static let columns = ConfigurationKey(
    "columns", .list(.text(.column)), isRequired: true, example: "[customer]",
    "The columns of these data.")
  static let data = ConfigurationKey(
    "data", .text(.data), isRequired: true, example: "customers.parquet",
    "The other data. A path is relative to the contract.")
  static let keys = ConfigurationKey(
    "keys", .list(.text(.column)), example: "[id]",
    "The columns of the other data, in the same order. Default: of the same names.")

  let columns: [String]
  /// The other data, as typed.
  package let data: String
  let keys: [String]

  package init(_ values: ConfigurationMapping) {
    columns = values.texts(Self.columns)
    data = values.required(Self.data)
    let keys = values.texts(Self.keys)
    self.keys = keys.isEmpty ? columns : keys
  }

  package var flaws: [ConstraintFlaw] {
    guard !columns.isEmpty else { return [ConstraintFlaw("columns", "no column is given")] }
    guard keys.count == columns.count else {
      return [
        ConstraintFlaw(
          Self.keys.name, "\(columns.count) column(s) point to \(keys.count) key(s)",
          remedy: "name one key for each column")
      ]
    }
    return []
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try data.requireHere("the other data are read by the embedded engine")
    guard let other = data.others[self.data] else {
      throw .other(
        parameter: Self.data.name, message: "the other data were not opened",
        remedy: "name a file, pattern, directory or query")
    }
    var own: [String] = []
    var others: [String] = []
    for (name, key) in zip(columns, keys) {
      guard let index = other.fields.firstIndex(where: { $0.name == key }) else {
        throw .other(
          parameter: Self.keys.name, message: "“\(self.data)” has no column “\(key)”",
          remedy: "name one of \(other.fields.prefix(12).map(\.name).joined(separator: ", "))")
      }
      let column = try data.column(name)
      let type = ValueType(other.fields[index].type)
      // 17 and "17" are one key.
      let isAlike =
        type == column.stored || (type?.isNumeric == true && column.stored?.isNumeric == true)
      own.append(isAlike ? column.alias : "cast(\(column.alias) as varchar)")
      others.append(isAlike ? "k\(index)" : "cast(k\(index) as varchar)")
    }
    let names = other.fields.indices.map { "k\($0)" }.joined(separator: ", ")
    let present = own.map { "\($0) is not null" }.joined(separator: " and ")
    let filled = others.map { "\($0) is not null" }.joined(separator: " and ")
    let key = own.count == 1 ? own[0] : "(\(own.joined(separator: ", ")))"
    let known = others.count == 1 ? others[0] : "(\(others.joined(separator: ", ")))"
    let query = "select \(known) from (\(other.query)) as k(\(names)) where \(filled)"
    return .rows(
      holds: "(case when \(present) then (\(key) in (\(query))) end)", shows: columns)
  }
}

extension ForeignKey {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    throw StreamRefusal(
      "the other data are the engine's to read, and rows of a stream do not pass through it",
      remedy:
        "limit it to an environment or a stage in which files are validated, or list the keys in `set:`"
    )
  }
}
