internal import ADBC
internal import Engines

/// Asks which different values columns of one family have, and how many rows each has.
///
/// All columns are counted in one scan: every row is taken once for each of them, and equal values of a column are one
/// row of the answer.
struct ValueQuestion {
  let columns: [PushedColumn]
  /// Most rows of the answer; nil for all.
  var limit: Int?

  func sql(_ session: TableSession) -> String {
    let dialect = session.dialect
    let each = columns.enumerated().map { ["\($0.offset)", $0.element.value(in: dialect)] }
    let end = limit.map { " limit \($0)" } ?? ""
    return """
      select c, v, count(*) as n \
      from (\(dialect.repeated(each, as: ["c", "v"], from: session.relation))) as a \
      group by c, v\(end)
      """
  }

  /// Asks, and adds the answer to the groups of the columns, by their place among the measured ones.
  ///
  /// Columns that turn out to have too many different numbers are left where they are: see
  /// ``ColumnGroups/isOverfull``.
  ///
  /// - Parameter rows: the rows of the table, which no column's groups may exceed.
  func ask(
    _ session: TableSession, rows: Int, into groups: inout [ColumnGroups]
  ) throws(EngineError) {
    try session.forEachRow(of: sql(session), columns: 3) { answer throws(EngineError) in
      guard let place = answer.whole(0), columns.indices.contains(Int(place)),
        let count = answer.whole(2), count > 0
      else { throw session.contradiction }
      let index = columns[Int(place)].index
      guard !groups[index].isOverfull else { return }
      guard count <= Int64(rows - groups[index].rows) else { throw session.changed }
      withExtendedLifetime(answer.batch) {
        unsafe groups[index].add(answer.batch.columns[1], row: answer.row, times: Int(count))
      }
    }
    // A limited answer may lack groups, but then one column is overfull.
    for column in columns where !groups[column.index].isOverfull {
      guard groups[column.index].rows == rows else { throw session.changed }
    }
  }
}
