internal import ADBC
internal import Engines

/// Asks which different values columns have, and how many rows each has.
///
/// All columns are counted in one scan: every row is taken once for each of them, and equal values
/// of a column are one row of the answer, which has a place for each family of values.
struct ValueQuestion {
  let columns: [PushedColumn]
  /// Most rows of the answer; nil for all.
  var limit: Int?

  /// The families of the columns, in the order of the answer.
  private var families: [PushedColumn.Family] {
    columns.reduce(into: []) { if !$0.contains($1.family) { $0.append($1.family) } }
  }

  func sql(_ session: TableSession) -> String {
    let dialect = session.dialect
    let places = families.indices.map { "v\($0)" }
    let each = columns.enumerated().map { place, column in
      ["\(place)"]
        + families.map { $0 == column.family ? column.value(in: dialect) : "null" }
    }
    let end = limit.map { " limit \($0)" } ?? ""
    return """
      select c, \(places.joined(separator: ", ")), count(*) as n \
      from (\(dialect.repeated(each, as: ["c"] + places, from: session.relation))) as a \
      group by c, \(places.joined(separator: ", "))\(end)
      """
  }

  /// Asks, and adds the answer to the groups of the columns, by their place among the measured
  /// ones.
  ///
  /// Columns that turn out to have too many different numbers are left where they are: see
  /// ``ColumnGroups/isOverfull``.
  ///
  /// - Parameter rows: the rows of the table, which no column's groups may exceed.
  func ask(
    _ session: TableSession, rows: Int, into groups: inout [ColumnGroups]
  ) throws(EngineError) {
    let families = families
    let places = columns.map { families.firstIndex(of: $0.family) ?? 0 }
    try session.forEachRow(of: sql(session), columns: families.count + 2) {
      answer throws(EngineError) in
      guard let place = answer.whole(0), columns.indices.contains(Int(place)),
        let count = answer.whole(families.count + 1), count > 0
      else { throw session.contradiction }
      let index = columns[Int(place)].index
      guard !groups[index].isOverfull else { return }
      guard count <= Int64(rows - groups[index].rows) else { throw session.changed }
      withExtendedLifetime(answer.batch) {
        unsafe groups[index].add(
          answer.batch.columns[1 + places[Int(place)]], row: answer.row, times: Int(count))
      }
    }
    // A limited answer may lack groups, but then one column is overfull.
    for column in columns where !groups[column.index].isOverfull {
      guard groups[column.index].rows == rows else { throw session.changed }
    }
  }
}
