package import Checklist
internal import Engines

/// No moment lies in the future, as a clock that runs ahead or another zone makes it.
///
/// Times without a zone are taken as UTC.
package struct PastTimes: Constraint {
  package static let card = ConstraintCard(
    name: "past", level: .row, section: .columns,
    summary: "No moment lies in the future, as of now (`--as-of`), give or take `ahead`.",
    example: "{ahead: 1 day}", types: [.date, .timestamp])
  package static let parameters = [ahead]
  package static let shortForm = ConstraintShortForm.flag

  static let ahead = ConfigurationKey(
    "ahead", .text(.duration), example: "1 day",
    "How far ahead a moment may lie, for clocks and zones that differ. Default: nothing.")

  let ahead: ConfigurationDuration?

  package init(_ values: ConfigurationMapping) {
    ahead = values.text(Self.ahead).flatMap { ConfigurationDuration($0) }
  }

  package var words: String { ahead.map { "at most \($0.text) ahead" } ?? "not in the future" }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: Self.card.types)
    let limit =
      "\(data.dialect.seconds("cast(\(data.dialect.literal(data.now)) as timestamp)")) + \(ahead?.seconds ?? 0)"
    return .rows(
      holds:
        "(\(data.dialect.seconds("cast(\(column.sql) as timestamp)")) <= \(limit))",
      shows: [column.name])
  }
}

extension PastTimes {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: Self.card.types, implied: .timestamp)
    let slot = column.slot
    let ahead = (ahead?.seconds ?? 0) * 1_000_000
    return .rows(
      { row in
        let value = row[slot]
        return value.isJudged ? Double(value.whole) - Double(row.now) <= ahead : nil
      }, shows: [column])
  }
}
