internal import ADBC

/// Counts a column of texts.
struct TextColumnCounter: ColumnCounter {
  private var tally: TextTally
  private var missing = 0
  private var unreadable = 0
  private var dictionaryCounts: [Int] = []

  init(limits: CategoryLimits) {
    tally = TextTally(limits: limits)
  }

  mutating func update(_ column: ArrowColumn, _ rows: RowSelection, _ reader: inout ColumnReader) {
    switch unsafe column.type {
    case .utf8: unsafe countOffsets(column, rows, Int32.self)
    case .largeUtf8: unsafe countOffsets(column, rows, Int64.self)
    case .dictionary: unsafe countDictionary(column, rows)
    default: unsafe countViews(column, rows)
    }
  }

  private mutating func countOffsets<Offset: FixedWidthInteger & BitwiseCopyable>(
    _ column: ArrowColumn, _ rows: RowSelection, _: Offset.Type
  ) {
    guard let offsets = unsafe column.values(as: Offset.self), unsafe column.buffers.count > 1
    else {
      missing += rows.count
      return
    }
    let base = unsafe column.buffers[1]
    let validity = unsafe column.validity
    let first = unsafe column.offset
    if case .all(let count) = rows, let base = unsafe base {
      var row = 0
      while row < count {
        row = unsafe tally.countKnown(
          offsets, base, validity: validity, firstBit: first, rows: row..<count, missing: &missing)
        if row < count {
          unsafe countOffsets(column, .some([Int32(truncatingIfNeeded: row)]), Offset.self)
          row += 1
        }
      }
      return
    }
    let end = unsafe Int(truncatingIfNeeded: offsets[column.length])
    rows.forEach { row in
      if let validity = unsafe validity {
        let bit = first &+ row
        if unsafe (validity[bit &>> 3] &>> UInt8(truncatingIfNeeded: bit & 7)) & 1 == 0 {
          missing &+= 1
          return
        }
      }
      let start = unsafe Int(truncatingIfNeeded: offsets[row])
      let length = unsafe Int(truncatingIfNeeded: offsets[row &+ 1]) &- start
      // Offsets that run backwards are a broken driver's: such a row is told, not read.
      if start < 0 || length < 0 || (unsafe base == nil && length > 0) {
        unreadable &+= 1
        return
      }
      let address = unsafe base.map { unsafe $0 + start }
      unsafe tally.count(
        UnsafeRawBufferPointer(start: address, count: length), readable: end &- start)
    }
  }

  private mutating func countViews(_ column: ArrowColumn, _ rows: RowSelection) {
    rows.forEach { row in
      if let text = unsafe column.bytes(at: row) {
        unsafe tally.count(text)
      } else if unsafe column.isValid(row) {
        unreadable += 1
      } else {
        missing += 1
      }
    }
  }

  /// Counts a dictionary's indices first: each of its texts is looked up once a batch.
  private mutating func countDictionary(_ column: ArrowColumn, _ rows: RowSelection) {
    guard let dictionary = unsafe column.dictionary.first else {
      missing += rows.count
      return
    }
    if unsafe dictionary.length > 4 * rows.count {
      // A dictionary that is larger than the batch would cost more to walk than the rows.
      unsafe countViews(column, rows)
      return
    }
    let entries = unsafe dictionary.length
    dictionaryCounts = [Int](repeating: 0, count: entries)
    rows.forEach { row in
      if let index = unsafe column.dictionaryIndex(at: row) {
        dictionaryCounts[index] += 1
      } else if unsafe column.isValid(row) {
        unreadable += 1
      } else {
        missing += 1
      }
    }
    for index in 0..<entries where dictionaryCounts[index] > 0 {
      if let text = unsafe dictionary.bytes(at: index) {
        unsafe tally.count(text, times: dictionaryCounts[index])
      } else {
        missing += dictionaryCounts[index]
      }
    }
  }

  mutating func finish(name: String) -> ColumnProfile {
    ColumnProfile(
      name: name, missing: missing, unreadable: unreadable, content: .categories(tally.finish()))
  }
}
