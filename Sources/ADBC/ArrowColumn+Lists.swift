extension ArrowColumn {
  /// The places of a row's elements in ``elements``; nil where the row has no list.
  ///
  /// `row` is 0-based and below `length`. Offsets that point outside the elements give nil: what a
  /// driver hands over is not trusted.
  package func list(at row: Int) -> Range<Int>? {
    guard unsafe isValid(row), case .list(_, let layout) = unsafe type,
      let length = unsafe elements.first?.length
    else { return nil }
    let (start, end): (Int, Int)
    switch layout {
    case .fixed(let size):
      let (product, overflow) = unsafe (offset + row).multipliedReportingOverflow(by: size)
      let (sum, isTooFar) = product.addingReportingOverflow(size)
      guard !overflow, !isTooFar else { return nil }
      (start, end) = (product, sum)
    case .offsets32:
      guard let offsets = unsafe values(as: Int32.self) else { return nil }
      (start, end) = unsafe (Int(offsets[row]), Int(offsets[row + 1]))
    case .offsets64:
      guard let offsets = unsafe values(as: Int64.self) else { return nil }
      (start, end) = unsafe (Int(offsets[row]), Int(offsets[row + 1]))
    }
    guard start >= 0, start <= end, end <= length else { return nil }
    return start..<end
  }
}
