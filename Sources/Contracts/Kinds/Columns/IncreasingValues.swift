package import Checklist

/// Every value is at least the one before it, in the order of the rows.
///
/// Missing values and NaN are passed over: the one before is the last that is there.
package struct IncreasingValues: Constraint {
  package static let card = ConstraintCard(
    name: "increasing", level: .row, section: .columns,
    summary:
      "Every value is at least the one before it, in the order of the rows; with `by`, among the rows of one entity.",
    example: "{strictly: true, by: [customer]}",
    types: [.integer, .number, .date, .timestamp],
    counterparts: [
      "gx:expect_column_values_to_be_increasing", "gx:expect_column_values_to_be_decreasing",
    ])
  package static let parameters = [strictly, falling, by]
  package static let shortForm = ConstraintShortForm.flag

  static let strictly = ConfigurationKey(
    "strictly", .flag, example: "true", "Whether equal neighbours break it. Default: false.")
  static let falling = ConfigurationKey(
    "falling", .flag, example: "true", "Whether values must decrease instead. Default: false.")
  static let by = ConfigurationKey(
    "by", .list(.text(.column)), example: "[customer]",
    "Columns whose rows are each looked at by themselves.")

  let isStrict: Bool
  let isFalling: Bool
  let groups: [String]

  package init(_ values: ConfigurationMapping) {
    isStrict = values.flag(Self.strictly)
    isFalling = values.flag(Self.falling)
    groups = values.texts(Self.by)
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try data.requireHere("rows of a database come in no order")
    let column = try data.column(column, of: Self.card.types)
    var partition = ""
    for (index, group) in groups.enumerated() {
      partition += (index == 0 ? "partition by " : ", ") + (try data.column(group)).alias
    }
    let before = data.window(
      "lag(\(column.sqlWithoutNaN) ignore nulls) over (\(partition) order by \(ContractStatement.file), "
        + "\(ContractStatement.row))")
    let sign = (isFalling ? "<" : ">") + (isStrict ? "" : "=")
    return .rows(
      holds: "(\(column.sqlWithoutNaN) \(sign) \(before))", shows: groups + [column.name])
  }
}

extension IncreasingValues {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    guard groups.isEmpty else {
      throw StreamRefusal(
        "`by` keeps a value of every entity, of which a stream may bring any number",
        remedy:
          "leave `by` out, or limit it to an environment or a stage in which files are validated")
    }
    let column = try columns.column(column, of: Self.card.types)
    let (slot, isStrict, isFalling) = (column.slot, isStrict, isFalling)
    var before: StreamValue?
    return .rows(
      { row in
        let value = row[slot]
        guard value.isJudged, !value.number.isNaN else { return nil }
        defer { before = value }
        guard let order = before.flatMap({ value.order($0) }) else { return nil }
        return isFalling
          ? order < 0 || (order == 0 && !isStrict) : order > 0 || (order == 0 && !isStrict)
      }, shows: [column])
  }
}
