internal import CADBC

/// One column of a batch: pointers into the driver's memory, and how to read them.
///
/// - Important: valid only while its ``ArrowBatch`` is alive; keep the batch with
///   `withExtendedLifetime` around a loop over the values.
@unsafe package struct ArrowColumn {
  /// The type of the values.
  package let type: ArrowType
  /// Rows.
  package let length: Int
  /// Missing values; nil when the driver did not count them.
  package let nullCount: Int?
  /// Index of the first row in every buffer: row `i` is element `offset + i`.
  package let offset: Int
  /// One bit a row, least significant first, 1 for a value; nil when nothing is missing.
  package let validity: UnsafePointer<UInt8>?
  /// The buffers after the validity bitmap, in the order of the type's layout: fixed-width values;
  /// or offsets, then bytes; or views, then data buffers, then the data buffers' lengths.
  package let buffers: [UnsafeRawPointer?]
  /// The values that a dictionary column's indices point to (one element), or none.
  package let dictionary: [ArrowColumn]
  /// The values that a list column's lists are made of (one element), or none.
  package let elements: [ArrowColumn]

  /// Whether a row has a value.
  ///
  /// `row` is 0-based and below `length`.
  @inlinable
  package func isValid(_ row: Int) -> Bool {
    guard let validity = unsafe validity else { return unsafe type != .null }
    let bit = unsafe offset &+ row
    return unsafe (validity[bit &>> 3] &>> UInt8(truncatingIfNeeded: bit & 7)) & 1 == 1
  }

  /// The fixed-width values, row 0 first, as the type that the column's ``type`` is stored in.
  ///
  /// Missing rows hold arbitrary values. Nil when the column has no such buffer (zero rows).
  @inlinable
  package func values<Value: BitwiseCopyable>(as _: Value.Type) -> UnsafePointer<Value>? {
    guard let base = unsafe buffers.first ?? nil else { return nil }
    return unsafe base.assumingMemoryBound(to: Value.self) + offset
  }

  static func children(
    of array: borrowing ArrowArray, fields: [ArrowField]
  ) throws(ADBCError) -> [ArrowColumn] {
    guard Int(unsafe array.n_children) == fields.count else {
      throw .malformedBatch(
        "\(unsafe array.n_children) columns arrived where the schema has \(fields.count)")
    }
    guard unsafe array.offset == 0 else {
      throw .malformedBatch("the batch starts at row \(unsafe array.offset) of a larger one")
    }
    var columns: [ArrowColumn] = unsafe []
    for (index, field) in fields.enumerated() {
      guard let child = unsafe array.children?[index] else {
        throw .malformedBatch("column \(field.name) has no data")
      }
      let column = try unsafe ArrowColumn(child.pointee, type: field.type)
      guard unsafe column.length >= Int(unsafe array.length) else {
        throw .malformedBatch("column \(field.name) is shorter than the batch")
      }
      unsafe columns.append(column)
    }
    return unsafe columns
  }

  init(_ array: borrowing ArrowArray, type: ArrowType) throws(ADBCError) {
    unsafe self.type = type
    unsafe length = Int(array.length)
    unsafe nullCount = array.null_count >= 0 ? Int(array.null_count) : nil
    unsafe offset = Int(array.offset)
    let count = Int(unsafe array.n_buffers)
    var pointers: [UnsafeRawPointer?] = unsafe []
    if let buffers = unsafe array.buffers {
      for index in 0..<count { unsafe pointers.append(buffers[index]) }
    }
    if let first = unsafe pointers.first, unsafe array.null_count != 0 {
      unsafe validity = first?.assumingMemoryBound(to: UInt8.self)
    } else {
      unsafe validity = nil
    }
    unsafe buffers = Array(pointers.dropFirst())
    if case .dictionary(_, let values) = type, let dictionary = unsafe array.dictionary {
      unsafe self.dictionary = [try ArrowColumn(dictionary.pointee, type: values)]
    } else {
      unsafe self.dictionary = unsafe []
    }
    if case .list(let element, _) = type {
      guard unsafe array.n_children == 1, let child = unsafe array.children?[0] else {
        throw .malformedBatch("a column of lists has no elements")
      }
      unsafe elements = [try ArrowColumn(child.pointee, type: element)]
    } else {
      unsafe elements = unsafe []
    }
  }
}
