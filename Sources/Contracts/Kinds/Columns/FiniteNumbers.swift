package import Checklist

/// Every value is a number and finite: neither NaN nor an infinity.
package struct FiniteNumbers: Constraint {
  package static let card = ConstraintCard(
    name: "finite", level: .row, section: .columns,
    summary: "Every value is a finite number: neither NaN nor an infinity.",
    example: "true",
    types: [.integer, .number],
    counterparts: ["tfdv:FLOAT_TYPE_HAS_NAN", "tfdv:FLOAT_TYPE_HAS_INF"])
  package static let parameters: [ConfigurationKey] = []
  package static let shortForm = ConstraintShortForm.flag

  package init(_ values: ConfigurationMapping) {}

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: Self.card.types)
    guard column.isFloating else {
      return .settled(holds: true, found: "whole numbers and decimals are finite")
    }
    return .rows(holds: "(\(column.dialect.isFinite(column.sql)))", shows: [column.name])
  }
}

extension FiniteNumbers {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: Self.card.types, implied: .number)
    return .values(of: column) { $0.number.isFinite }
  }
}
