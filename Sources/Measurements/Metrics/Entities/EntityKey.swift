internal import ADBC

/// An entity's value: a number's bits or the words of a text, never the text itself.
struct EntityKey: Sendable, Hashable {
  private let first: UInt64
  private let second: UInt64
  /// Bytes of a text; −2 for a number.
  private let length: Int

  /// The entity of a row; nil where it is missing.
  init?(_ column: ArrowColumn, row: Int) {
    if let bytes = unsafe column.bytes(at: row) {
      let words = unsafe TextHash.words(of: bytes)
      (first, second, length) = (words.first, words.second, bytes.count)
    } else if let number = unsafe column.integer(at: row) {
      (first, second, length) = (UInt64(bitPattern: number), 0, -2)
    } else if var text = unsafe column.text(at: row) {
      let (words, count) = text.withUTF8 { utf8 in
        unsafe (TextHash.words(of: UnsafeRawBufferPointer(utf8)), utf8.count)
      }
      (first, second, length) = (words.first, words.second, count)
    } else {
      return nil
    }
  }

  /// The group that it is left out with: it follows from the value alone, not from the order of
  /// rows.
  func group(of count: Int) -> Int {
    let hash = RowHash.hash(
      row: Int(truncatingIfNeeded: TextHash.hash((first, second), length: length)), seed: 0)
    return Int(hash % UInt64(count))
  }
}
