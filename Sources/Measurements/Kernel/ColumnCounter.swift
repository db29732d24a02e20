internal import ADBC

/// Counts one column.
protocol ColumnCounter: Sendable {
  /// Counts the selected rows of the column.
  mutating func update(_ column: ArrowColumn, _ rows: RowSelection, _ reader: inout ColumnReader)
  /// The result, under the column's name.
  mutating func finish(name: String) -> ColumnProfile
}

/// Makes the counter that a column's type asks for.
enum ColumnCounters {
  static func counter(
    for type: ArrowType, grid: LogLinearGrid, options: ProfileOptions
  ) -> any ColumnCounter {
    let limit = options.exactValues
    switch type {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .time, .duration:
      return WholeColumnCounter(kind: .integer, limit: limit, grid: grid)
    case .date32, .date64, .timestamp:
      return WholeColumnCounter(kind: .instant, limit: limit, grid: grid)
    case .uint64: return UnsignedColumnCounter(limit: limit, grid: grid)
    case .float16, .float32, .float64, .decimal:
      return RealColumnCounter(limit: limit, grid: grid)
    case .boolean: return BooleanColumnCounter()
    case .utf8, .largeUtf8, .utf8View, .null:
      return TextColumnCounter(limits: options.categories)
    case .dictionary(_, let values):
      switch values {
      case .utf8, .largeUtf8, .utf8View: return TextColumnCounter(limits: options.categories)
      case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .float16, .float32, .float64:
        return RealColumnCounter(limit: limit, grid: grid)
      default: return UnmeasuredColumnCounter(reason: "a dictionary of a type that is not measured")
      }
    case .binary, .largeBinary, .binaryView, .fixedSizeBinary:
      return UnmeasuredColumnCounter(reason: "binary values are not measured")
    case .list:
      return UnmeasuredColumnCounter(
        reason: "lists of numbers have no profile; drift compares them")
    case .unsupported(let format):
      return UnmeasuredColumnCounter(
        reason: "nested values are not measured (Arrow type \(format))")
    }
  }
}

struct RealColumnCounter: ColumnCounter {
  private var numbers: NumberCounter<Double>
  private var missing = 0
  private var unreadable = 0

  init(limit: Int, grid: LogLinearGrid) {
    numbers = NumberCounter(kind: .real, limit: limit, grid: grid)
  }

  mutating func update(_ column: ArrowColumn, _ rows: RowSelection, _ reader: inout ColumnReader) {
    let skipped = unsafe reader.reals(column, rows) { unsafe numbers.count($0) }
    missing += skipped.missing
    unreadable += skipped.unreadable
  }

  mutating func finish(name: String) -> ColumnProfile {
    ColumnProfile(
      name: name, missing: missing, unreadable: unreadable, content: .numbers(numbers.finish()))
  }
}

struct WholeColumnCounter: ColumnCounter {
  private var numbers: NumberCounter<Int64>
  private var missing = 0
  private var unreadable = 0

  init(kind: NumberKind, limit: Int, grid: LogLinearGrid) {
    numbers = NumberCounter(kind: kind, limit: limit, grid: grid)
  }

  mutating func update(_ column: ArrowColumn, _ rows: RowSelection, _ reader: inout ColumnReader) {
    let skipped = unsafe reader.wholes(column, rows) { unsafe numbers.count($0) }
    missing += skipped.missing
    unreadable += skipped.unreadable
  }

  mutating func finish(name: String) -> ColumnProfile {
    ColumnProfile(
      name: name, missing: missing, unreadable: unreadable, content: .numbers(numbers.finish()))
  }
}

struct UnsignedColumnCounter: ColumnCounter {
  private var numbers: NumberCounter<UInt64>
  private var missing = 0

  init(limit: Int, grid: LogLinearGrid) {
    numbers = NumberCounter(kind: .unsigned, limit: limit, grid: grid)
  }

  mutating func update(_ column: ArrowColumn, _ rows: RowSelection, _ reader: inout ColumnReader) {
    missing += unsafe reader.unsigned(column, rows) { unsafe numbers.count($0) }.missing
  }

  mutating func finish(name: String) -> ColumnProfile {
    ColumnProfile(
      name: name, missing: missing, unreadable: 0, content: .numbers(numbers.finish()))
  }
}

struct BooleanColumnCounter: ColumnCounter {
  private var counts = TruthCounts()
  private var missing = 0

  mutating func update(_ column: ArrowColumn, _ rows: RowSelection, _ reader: inout ColumnReader) {
    rows.forEach { row in
      switch unsafe column.boolean(at: row) {
      case true?: counts.trues += 1
      case false?: counts.falses += 1
      case nil: missing += 1
      }
    }
  }

  mutating func finish(name: String) -> ColumnProfile {
    ColumnProfile(name: name, missing: missing, unreadable: 0, content: .truths(counts))
  }
}

/// A column whose type has no measurement: its rows are counted and the reason is told.
struct UnmeasuredColumnCounter: ColumnCounter {
  private let reason: String
  private var missing = 0
  private var present = 0

  init(reason: String) {
    self.reason = reason
  }

  mutating func update(_ column: ArrowColumn, _ rows: RowSelection, _ reader: inout ColumnReader) {
    rows.forEach { row in
      if unsafe column.isValid(row) { present += 1 } else { missing += 1 }
    }
  }

  mutating func finish(name: String) -> ColumnProfile {
    ColumnProfile(
      name: name, missing: missing, unreadable: present, content: .unmeasured(reason: reason))
  }
}
