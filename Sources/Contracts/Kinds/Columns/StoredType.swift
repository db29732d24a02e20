internal import ADBC
package import Checklist

/// Every value is of the stated type.
///
/// Where a column is stored as text, as a CSV file with one bad value is, each value is judged by
/// itself: those that read as the type pass. A column that is stored as another type breaks it in
/// every row.
package struct StoredType: Constraint {
  package static let card = ConstraintCard(
    name: "type", level: .row, section: .columns,
    summary:
      "Every value is of this type. Values that are stored as text and read as the type pass.",
    example: "number",
    counterparts: [
      "gx:expect_column_values_to_be_of_type", "gx:expect_column_values_to_be_in_type_list",
      "gx:expect_column_type_to_be", "gx:expect_column_values_to_be_dateutil_parseable",
      "tfdv:UNEXPECTED_DATA_TYPE",
      "sagemaker:data_type_check", "pandera:dtype", "soda:schema",
    ])
  package static let parameters = [type]
  package static let shortForm = ConstraintShortForm.value(type)

  static let type = ConfigurationKey(
    "is",
    .choice(
      ValueType.allCases.map {
        .init($0.rawValue, $0.summary, synonyms: ImportedType.names(of: $0))
      }), isRequired: true, example: "number", "The type.")

  /// What the values shall be.
  package let type: ValueType

  package var words: String { type.rawValue }

  package init(_ values: ConfigurationMapping) {
    type = ValueType(rawValue: values.required(Self.type)) ?? .text
  }

  package var claims: [Claim] { [.type(type)] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    guard let column, let index = data.fields.firstIndex(where: { $0.name == column }) else {
      throw .absent(column: column ?? "")
    }
    let alias = "c\(index)"
    let present = "case when \(alias) is null then null else "
    let stored = ValueType(data.fields[index].type)
    let holds: String? =
      switch (type, stored) {
      case (let type, let stored?) where type == stored: nil
      case (.text, .some) where data.isText: nil
      case (.number, .integer): nil
      case (.timestamp, .date): nil
      case (.integer, .number): "\(alias) = trunc(\(alias))"
      case (.date, .timestamp): "\(alias) = date_trunc('day', \(alias))"
      case (.integer, .text): Self.isWhole(alias)
      case (_, .text): "\(type.reading(alias)) is not null"
      default: "false"
      }
    guard let holds else {
      return .settled(holds: true, found: "stored as \(stored?.rawValue ?? type.rawValue)")
    }
    try data.requireHere("values of another type are read by the embedded engine")
    return .rows(holds: "\(present)\(holds) end", shows: [column])
  }

  /// A cast to an integer would round 2.5 without a word.
  private static func isWhole(_ text: String) -> String {
    "coalesce(try_cast(\(text) as double) = trunc(try_cast(\(text) as double)), false)"
  }
}

extension StoredType {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: [])
    let slot = column.slot
    let type = type
    return .rows(
      { row in
        let value = row[slot]
        switch value.kind {
        case .missing: return nil
        case .misfit: return false
        case .whole: return !value.isRounded
        case .number where type == .integer:
          return value.number == value.number.rounded(.towardZero)
        default: return true
        }
      }, shows: [column])
  }
}
