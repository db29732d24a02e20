internal import ADBC
package import Checklist

/// Every row has a value.
package struct NoNulls: Constraint {
  package static let card = ConstraintCard(
    name: "not-null", level: .row, section: .columns,
    summary:
      "Every row has a value. Only this kind is broken by a missing value; NaN and empty text are values.",
    example: "true",
    counterparts: [
      "gx:expect_column_values_to_not_be_null", "soda:missing",
      "tfdv:FEATURE_TYPE_LOW_NUMBER_PRESENT", "pandera:nullable",
    ])
  package static let parameters: [ConfigurationKey] = []
  package static let shortForm = ConstraintShortForm.flag

  package init(_ values: ConfigurationMapping) {}

  package var claims: [Claim] { [.filled] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    guard let column, let index = data.fields.firstIndex(where: { $0.name == column }) else {
      throw .absent(column: column ?? "")
    }
    return .rows(holds: "(c\(index) is not null)", shows: [column])
  }
}

extension NoNulls {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column)
    let slot = column.slot
    return .rows({ $0[slot].kind != .missing }, shows: [column])
  }
}
