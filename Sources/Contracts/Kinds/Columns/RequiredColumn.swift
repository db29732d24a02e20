internal import ADBC
package import Checklist

/// The column is there, in each file where there are several.
///
/// Without it, a rule on a column that the data lack is a mistake in the contract; with it, the
/// data are wrong, and the rules on the column are not evaluated.
package struct RequiredColumn: Constraint {
  package static let card = ConstraintCard(
    name: "required", level: .dataset, section: .columns,
    summary: "The column is there.",
    example: "true",
    counterparts: [
      "gx:expect_column_to_exist", "tfdv:SCHEMA_MISSING_COLUMN", "tfdv:FEATURE_TYPE_NOT_PRESENT",
      "sagemaker:missing_column_check", "soda:schema",
    ])
  package static let parameters: [ConfigurationKey] = []
  package static let shortForm = ConstraintShortForm.flag

  package init(_ values: ConfigurationMapping) {}

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    guard let column, data.fields.contains(where: { $0.name == column }) else {
      return .settled(holds: false, found: "there is no such column")
    }
    let isWhole = !data.partlyAbsent.contains(column)
    return .settled(
      holds: isWhole, found: isWhole ? "the column is there" : "some files have no such column")
  }
}

extension RequiredColumn {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let name = try columns.column(column).name
    return .figure(
      update: { _ in },
      finish: { end in
        let isThere = end.keys.contains(name)
        return StreamFigure(
          isThere ? "the column is there" : "no row has such a column", holds: isThere)
      }, reveals: [])
  }
}
