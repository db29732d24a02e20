package import Checklist
internal import Engines

/// The latest time is no older than a length of time, and none lies in the future.
///
/// Times without a zone are taken as UTC.
package struct Freshness: Constraint {
  package static let card = ConstraintCard(
    name: "freshness", level: .column, section: .columns,
    summary: "The latest time is no older than this, as of now (`--as-of`), and not in the future.",
    example: "{max-age: 2 hours}",
    types: [.date, .timestamp],
    counterparts: ["soda:freshness"])
  package static let parameters = [age, ahead]
  package static let shortForm = ConstraintShortForm.value(age)

  static let age = ConfigurationKey(
    "max-age", .text(.duration), isRequired: true, example: "2 hours",
    "The greatest age of the latest time.")
  static let ahead = ConfigurationKey(
    "max-ahead", .text(.duration), example: "5 minutes",
    "How far the latest time may lie in the future, for clocks that differ. Default: 1 day for dates, nothing else."
  )

  let age: ConfigurationDuration?
  let ahead: ConfigurationDuration?

  package var words: String { "at most \(age?.text ?? "") old" }

  package init(_ values: ConfigurationMapping) {
    age = values.text(Self.age).flatMap { ConfigurationDuration($0) }
    ahead = values.text(Self.ahead).flatMap { ConfigurationDuration($0) }
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: Self.card.types)
    let now = "cast(\(SQLText.literal(data.now)) as timestamp)"
    let most = age?.seconds ?? 0
    let least = -(ahead?.seconds ?? (column.type == .date ? 86_400 : 0))
    return .figure(
      aggregate: "max(\(column.sql))",
      holds: { "(epoch(\(now) - cast(\($0) as timestamp)) between \(least) and \(most))" },
      reveals: [column.name])
  }
}

extension Freshness {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: Self.card.types, implied: .timestamp)
    let fold = StreamFold(column, greatest: true)
    let most = age?.seconds ?? 0
    let least = -(ahead?.seconds ?? (column.type == .date ? 86_400 : 0))
    return .figure(
      update: fold.update,
      finish: { end in
        guard case .time(let latest, _) = fold.value(end) else {
          return StreamFigure(nil, holds: nil)
        }
        let age = Double(end.now - latest) / 1_000_000
        return StreamFigure(fold.value(end)?.words, holds: (least...max(most, least)).contains(age))
      }, reveals: [column])
  }
}
