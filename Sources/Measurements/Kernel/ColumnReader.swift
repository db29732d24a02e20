internal import ADBC

/// Brings a column's values, whatever their width, into one run of 64-bit numbers without gaps.
///
/// The counting loops then exist once for doubles and once for whole numbers. A column that is such
/// a run already is handed over where it lies.
struct ColumnReader: Sendable {
  private var scratch: [UInt64] = []

  /// What became of the selected rows that were not handed to the counting loop.
  struct Skipped {
    var missing = 0
    var unreadable = 0
  }

  /// Calls `body` once with the doubles of the selected rows.
  mutating func reals(
    _ column: ArrowColumn, _ rows: RowSelection, _ body: (UnsafeBufferPointer<Double>) -> Void
  ) -> Skipped {
    switch unsafe column.type {
    case .float64:
      unsafe gather(column, rows, from: Double.self, to: Double.self, { $0 }, body)
    case .float32:
      unsafe gather(column, rows, from: Float.self, to: Double.self, { Double($0) }, body)
    default: unsafe slow(column, rows, { unsafe column.double(at: $0) }, body)
    }
  }

  /// Calls `body` once with the whole numbers of the selected rows.
  mutating func wholes(
    _ column: ArrowColumn, _ rows: RowSelection, _ body: (UnsafeBufferPointer<Int64>) -> Void
  ) -> Skipped {
    switch unsafe column.type {
    case .int64: unsafe gather(column, rows, from: Int64.self, to: Int64.self, { $0 }, body)
    case .int32: unsafe gather(column, rows, from: Int32.self, to: Int64.self, { Int64($0) }, body)
    case .int16: unsafe gather(column, rows, from: Int16.self, to: Int64.self, { Int64($0) }, body)
    case .int8: unsafe gather(column, rows, from: Int8.self, to: Int64.self, { Int64($0) }, body)
    case .uint32:
      unsafe gather(column, rows, from: UInt32.self, to: Int64.self, { Int64($0) }, body)
    case .uint16:
      unsafe gather(column, rows, from: UInt16.self, to: Int64.self, { Int64($0) }, body)
    case .uint8: unsafe gather(column, rows, from: UInt8.self, to: Int64.self, { Int64($0) }, body)
    case .timestamp(.microseconds, _):
      unsafe instants(column, rows, from: Int64.self, { $0 }, body)
    case .date32:
      unsafe instants(
        column, rows, from: Int32.self,
        { day in
          let product = Int64(day).multipliedReportingOverflow(by: 86_400_000_000)
          return product.overflow ? .max : product.partialValue
        }, body)
    case .date64, .timestamp, .time, .duration:
      unsafe slow(column, rows, { unsafe column.microseconds(at: $0) }, body)
    default: unsafe slow(column, rows, { unsafe column.integer(at: $0) }, body)
    }
  }

  /// Microseconds since 1970, those of dates outside the calendar left out as unreadable.
  private mutating func instants<Stored: BitwiseCopyable>(
    _ column: ArrowColumn, _ rows: RowSelection, from _: Stored.Type,
    _ convert: (Stored) -> Int64, _ body: (UnsafeBufferPointer<Int64>) -> Void
  ) -> Skipped {
    var areInside = true
    let skipped = unsafe gather(column, rows, from: Stored.self, to: Int64.self, convert) {
      values in
      let (first, last) = (CalendarText.instants.lowerBound, CalendarText.instants.upperBound)
      var outside = false
      for index in 0..<values.count {
        let value = unsafe values[index]
        outside = outside || value < first || value > last
      }
      areInside = !outside
      if !outside { unsafe body(values) }
    }
    if areInside { return skipped }
    return unsafe slow(column, rows, { unsafe column.microseconds(at: $0) }, body)
  }

  /// Calls `body` once with the unsigned numbers of the selected rows.
  mutating func unsigned(
    _ column: ArrowColumn, _ rows: RowSelection, _ body: (UnsafeBufferPointer<UInt64>) -> Void
  ) -> Skipped {
    unsafe gather(column, rows, from: UInt64.self, to: UInt64.self, { $0 }, body)
  }

  /// Numbers of a fixed width, each converted by `convert`, which must not trap: it is also called
  /// on what lies in the places of missing values.
  @inline(__always)
  private mutating func gather<Stored: BitwiseCopyable, Value: BitwiseCopyable>(
    _ column: ArrowColumn, _ rows: RowSelection, from _: Stored.Type, to _: Value.Type,
    _ convert: (Stored) -> Value, _ body: (UnsafeBufferPointer<Value>) -> Void
  ) -> Skipped {
    guard let values = unsafe column.values(as: Stored.self) else {
      return Skipped(missing: rows.count)
    }
    if case .all(let count) = rows, unsafe column.validity == nil, Stored.self == Value.self,
      let same = unsafe column.values(as: Value.self)
    {
      unsafe body(UnsafeBufferPointer(start: same, count: count))
      return Skipped()
    }
    let validity = unsafe column.validity
    let offset = unsafe column.offset
    return unsafe withScratch(rows.count) { scratch in
      var taken = 0
      if let validity = unsafe validity {
        rows.forEach { row in
          let bit = offset &+ row
          unsafe scratch[taken] = convert(values[row])
          taken &+= unsafe Int(
            truncatingIfNeeded: (validity[bit &>> 3] &>> UInt8(truncatingIfNeeded: bit & 7)) & 1)
        }
      } else {
        rows.forEach { row in
          unsafe scratch[taken] = convert(values[row])
          taken &+= 1
        }
      }
      unsafe body(UnsafeBufferPointer(start: scratch, count: taken))
      return Skipped(missing: rows.count - taken)
    }
  }

  /// Rarer types, one value at a time.
  private mutating func slow<Value: BitwiseCopyable>(
    _ column: ArrowColumn, _ rows: RowSelection, _ value: (Int) -> Value?,
    _ body: (UnsafeBufferPointer<Value>) -> Void
  ) -> Skipped {
    unsafe withScratch(rows.count) { scratch in
      var taken = 0
      var skipped = Skipped()
      rows.forEach { row in
        if let value = value(row) {
          unsafe scratch[taken] = value
          taken += 1
        } else if unsafe column.isValid(row) {
          skipped.unreadable += 1
        } else {
          skipped.missing += 1
        }
      }
      unsafe body(UnsafeBufferPointer(start: scratch, count: taken))
      return skipped
    }
  }

  @inline(__always)
  private mutating func withScratch<Value: BitwiseCopyable>(
    _ count: Int, _ body: (UnsafeMutablePointer<Value>) -> Skipped
  ) -> Skipped {
    if scratch.count < count + 1 { scratch = [UInt64](repeating: 0, count: count + 1) }
    return unsafe scratch.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return Skipped(missing: count) }
      return unsafe body(base.assumingMemoryBound(to: Value.self))
    }
  }
}
