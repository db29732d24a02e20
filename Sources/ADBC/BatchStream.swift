/// Batches of one query's result, in order.
///
/// Not Sendable: one task pulls; the batches that it yields may travel.
package protocol BatchStream: AnyObject {
  /// Names and types, known before the first batch.
  var fields: [ArrowField] { get }

  /// Stops the query from another thread; nil when the stream is of no query.
  var cancellation: Cancellation? { get }

  /// The next batch, or nil after the last.
  ///
  /// - Throws: ``ADBCError`` when the driver fails or the query was cancelled.
  func next() throws(ADBCError) -> ArrowBatch?
}

extension BatchStream {
  package var cancellation: Cancellation? { nil }

  /// All rows as text, for results that are small by construction (a schema, a count).
  ///
  /// - Parameter limit: rows after which reading stops.
  package func textRows(limit: Int = 100_000) throws(ADBCError) -> [[String?]] {
    var rows: [[String?]] = []
    while rows.count < limit, let batch = try next() {
      for row in 0..<min(batch.rowCount, limit - rows.count) {
        rows.append(batch.text(row: row))
      }
    }
    return rows
  }
}
