/// Batches of one query's result, in order.
///
/// Not Sendable: one task pulls; the batches that it yields may travel.
package protocol BatchStream: AnyObject {
  /// Names and types, known before the first batch.
  var fields: [ArrowField] { get }

  /// The next batch, or nil after the last.
  ///
  /// - Throws: ``ADBCError`` when the driver fails or the query was cancelled.
  func next() throws(ADBCError) -> ArrowBatch?
}
