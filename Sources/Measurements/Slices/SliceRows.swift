/// Rows as one code a column and one loss, for the search and for the confirmation.
package struct SliceRows: Sendable {
  /// A part of the rows.
  struct Part: Sendable {
    /// Codes by column, then by row.
    var codes: [[UInt8]]
    /// One loss a row.
    var losses: [Double] = []

    var count: Int { losses.count }
  }

  /// The rows that are searched for slices.
  var search: Part
  /// The rows on which what was found is confirmed.
  var confirmation: Part
  /// Rows read.
  var sourceRows = 0
  /// Rows read that have no loss.
  var unmeasuredRows = 0

  /// No rows yet.
  init(columns: Int) {
    search = Part(codes: [[UInt8]](repeating: [], count: columns))
    confirmation = search
  }

  /// Rows held.
  var count: Int { search.count + confirmation.count }
}
