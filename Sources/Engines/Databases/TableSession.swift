package import ADBC

/// One session with an engine in which several questions are asked of the same rows.
///
/// Questions take turns: each answer is read to its end, or dropped, before the next is asked. In
/// PostgreSQL all of them see one snapshot. Spark has none: who asks compares the counts of the
/// answers.
package final class TableSession: Sendable {
  package let dialect: Dialect
  /// The columns as ``rows(columns:limit:)`` gives them.
  package let fields: [ArrowField]
  /// What stands behind `from`.
  package let relation: String
  /// The source in a message.
  package let shown: String
  private let expressions: [String: String]
  private let connection: Connection
  private let running: RunningQueries
  private let sentence: @Sendable (ADBCError) -> EngineError

  /// Makes a session of an open connection.
  ///
  /// - Parameters:
  ///   - expressions: how each column is read, by its name.
  ///   - sentence: what a person is told of a driver's error.
  init(
    dialect: Dialect, fields: [ArrowField], relation: String, shown: String,
    expressions: [String: String], connection: Connection, running: RunningQueries,
    sentence: @escaping @Sendable (ADBCError) -> EngineError
  ) {
    self.dialect = dialect
    self.fields = fields
    self.relation = relation
    self.shown = shown
    self.expressions = expressions
    self.connection = connection
    self.running = running
    self.sentence = sentence
  }

  /// The same session over those rows for which a condition holds.
  package func limited(to condition: String) -> TableSession {
    TableSession(
      dialect: dialect, fields: fields,
      relation: "(select * from \(relation) where \(condition)) as assay_part", shown: shown,
      expressions: expressions, connection: connection, running: running, sentence: sentence)
  }

  /// A column in the type in which rows bring it.
  package func expression(_ column: String) -> String {
    expressions[column] ?? dialect.identifier(column)
  }

  /// Asks a question in the session's dialect.
  package func ask(_ sql: String) throws(EngineError) -> any BatchStream {
    do throws(ADBCError) { return try running.query(sql, on: connection) } catch {
      throw sentence(error)
    }
  }

  /// Rows, in the database's order.
  ///
  /// - Parameter limit: most rows to read; nil for all.
  package func rows(columns: [String], limit: Int?) throws(EngineError) -> any BatchStream {
    let list = columns.map { "\(expression($0)) as \(dialect.identifier($0))" }
    let end = limit.map { " limit \($0)" } ?? ""
    return try ask("select \(list.joined(separator: ", ")) from \(relation)\(end)")
  }

  /// About a share of the rows, each chosen by chance; in the embedded engine, which is near, all.
  ///
  /// The same seed chooses the same rows as long as the database reads them in the same order.
  package func sample(
    columns: [String], share: Double, seed: UInt64
  ) throws(EngineError) -> any BatchStream {
    let list = columns.map { "\(expression($0)) as \(dialect.identifier($0))" }
    let select = "select \(list.joined(separator: ", ")) from \(relation)"
    switch dialect {
    case .duckdb: return try ask(select)
    case .postgresql:
      // PostgreSQL's seeds are numbers from −1 to 1.
      let start = Double(seed % 1_000_003) / 1_000_003
      let seeded = try ask("select cast(setseed(\(start)) as text)")
      do throws(ADBCError) { while try seeded.next() != nil {} } catch { throw sentence(error) }
      return try ask("\(select) where random() < \(share)")
    case .spark: return try ask("\(select) where rand(\(seed % 2_147_483_647)) < \(share)")
    }
  }

  /// The sentence for an error of a stream that ``ask(_:)`` opened.
  package func error(_ error: ADBCError) -> EngineError { sentence(error) }
}
