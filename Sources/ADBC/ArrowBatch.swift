internal import CADBC

/// Rows that arrived together, as columns: a view of memory that the driver owns.
///
/// The batch owns the foreign memory and gives it back when it is released by its last reference.
/// A column taken from it is valid only as long as the batch is.
// Unchecked: the foreign memory is only read after the driver filled it, and released once, by
// deinit.
@safe package final class ArrowBatch: @unchecked Sendable {
  // Sendable: the memory is written once by the driver before the batch is made and only read
  // afterwards; `array` is touched again only in `deinit`, when no other reference exists.

  /// Names and types, in the order of the columns.
  package let fields: [ArrowField]
  /// Rows in every column.
  package let rowCount: Int
  /// Views of the columns; their pointers live as long as this batch.
  package let columns: [ArrowColumn]
  private var array: ArrowArray

  /// Takes ownership of a struct array whose children are the columns.
  ///
  /// - Throws: ``ADBCError/malformedBatch(_:)`` when the array does not fit the fields.
  init(owning array: consuming ArrowArray, fields: [ArrowField]) throws(ADBCError) {
    var owned = unsafe array
    do throws(ADBCError) {
      let columns = try unsafe ArrowColumn.children(of: owned, fields: fields)
      self.fields = fields
      self.rowCount = Int(unsafe owned.length)
      unsafe self.columns = columns
      unsafe self.array = owned
    } catch {
      if let release = unsafe owned.release { unsafe release(&owned) }
      throw error
    }
  }

  deinit {
    if let release = unsafe array.release { unsafe release(&array) }
  }
}
