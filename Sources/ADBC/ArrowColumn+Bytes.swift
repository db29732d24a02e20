extension ArrowColumn {
  /// The bytes of a text or binary value, or nil when it is missing or the type has no bytes.
  ///
  /// Works for `utf8`, `largeUtf8`, `utf8View`, the binary types and dictionaries of these.
  /// `row` is 0-based and below ``length``. The bytes live as long as the batch.
  package func bytes(at row: Int) -> UnsafeRawBufferPointer? {
    guard unsafe isValid(row) else { return nil }
    switch unsafe type {
    case .utf8, .binary: return unsafe offsetBytes(at: row, offsets: Int32.self)
    case .largeUtf8, .largeBinary: return unsafe offsetBytes(at: row, offsets: Int64.self)
    case .utf8View, .binaryView: return unsafe viewBytes(at: row)
    case .fixedSizeBinary(let width):
      guard let base = unsafe buffers.first ?? nil else { return nil }
      return unsafe UnsafeRawBufferPointer(start: base + (offset + row) * width, count: width)
    case .dictionary:
      guard let values = unsafe dictionary.first, let index = unsafe dictionaryIndex(at: row)
      else { return nil }
      return unsafe values.bytes(at: index)
    default: return nil
    }
  }

  /// The entry of the dictionary that row `row` points to, or nil when the value is missing or
  /// points outside the dictionary.
  package func dictionaryIndex(at row: Int) -> Int? {
    guard unsafe isValid(row), case .dictionary(let index, _) = unsafe type,
      let number = unsafe integer(stored: index, at: row),
      let values = unsafe dictionary.first, number >= 0, unsafe number < values.length
    else { return nil }
    return Int(number)
  }

  private func offsetBytes<Offset: FixedWidthInteger & BitwiseCopyable>(
    at row: Int, offsets _: Offset.Type
  ) -> UnsafeRawBufferPointer? {
    guard unsafe buffers.count > 1, let offsets = unsafe values(as: Offset.self) else { return nil }
    let start = unsafe Int(offsets[row])
    let (count, overflow) = unsafe Int(offsets[row + 1]).subtractingReportingOverflow(start)
    guard start >= 0, count >= 0, !overflow else { return nil }
    guard let base = unsafe buffers[1] else {
      return unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return unsafe UnsafeRawBufferPointer(start: base + start, count: count)
  }

  /// The bytes that a view stands for.
  ///
  /// A view is 16 bytes: the length, then up to 12 bytes of text, or a prefix, the number of a
  /// data buffer and the place in it. The last buffer of the array holds the buffers' lengths.
  private func viewBytes(at row: Int) -> UnsafeRawBufferPointer? {
    guard let base = unsafe buffers.first ?? nil else { return nil }
    let view = unsafe base + (offset + row) * 16
    let count = Int(unsafe view.loadUnaligned(as: Int32.self))
    if count <= 12 { return unsafe UnsafeRawBufferPointer(start: view + 4, count: max(count, 0)) }
    let buffer = Int(unsafe view.loadUnaligned(fromByteOffset: 8, as: Int32.self))
    let start = Int(unsafe view.loadUnaligned(fromByteOffset: 12, as: Int32.self))
    guard buffer >= 0, start >= 0, unsafe buffer + 1 < buffers.count,
      let data = unsafe buffers[buffer + 1]
    else { return nil }
    return unsafe UnsafeRawBufferPointer(start: data + start, count: count)
  }
}
