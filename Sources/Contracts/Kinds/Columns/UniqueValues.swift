package import Checklist

/// No value occurs twice; all rows of a value that does break it.
package struct UniqueValues: Constraint {
  package static let card = ConstraintCard(
    name: "unique", level: .row, section: .columns,
    summary: "No value occurs twice. Every row of a value that does breaks it.",
    example: "true",
    counterparts: [
      "gx:expect_column_values_to_be_unique", "soda:duplicate", "pandera:unique",
      "tfdv:FEATURE_TYPE_LOW_UNIQUE",
    ])
  package static let parameters: [ConfigurationKey] = []
  package static let shortForm = ConstraintShortForm.flag

  package init(_ values: ConfigurationMapping) {}

  package var claims: [Claim] { [.unique] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column)
    return .rows(holds: "(not \(data.repetition([column.alias])))", shows: [column.name])
  }
}

extension UniqueValues {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    throw .needsAllRows
  }
}
