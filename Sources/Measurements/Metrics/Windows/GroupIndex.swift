internal import ADBC

/// Which group each row belongs to: its window and its values of the grouping columns.
///
/// Groups are numbered in the order in which they come; ``keys`` says what each number stands for.
struct GroupIndex: Sendable {
  /// What a group is: where its window begins, and its value in each grouping column.
  struct Key: Sendable, Hashable {
    /// ``WindowSpan/position``; nil without windows.
    var window: Int64?
    /// One value a grouping column, nil where it is missing.
    var values: [String?]
  }

  /// The number of a row whose timestamp is missing: it belongs to no window.
  static let none = UInt32.max

  private let window: WindowLength?
  private let limit: Int
  private var columnCodes: [KeyCodes]
  private var windowCodes = KeyCodes()
  private var windowStarts: [Int64] = []
  private var pairs: [KeyCodes]
  private var pairParts: [[(UInt32, UInt32)]]
  /// Codes of one column's values, row by row of a batch.
  private var values: [UInt32] = []
  /// Rows without a time, those of ``outsideCalendar`` included.
  private(set) var undated = 0
  /// Rows whose time is infinite or outside the years 1 to 9999.
  private(set) var outsideCalendar = 0

  /// Groups by windows and columns; `limit` is the most groups to follow.
  init(window: WindowLength?, columnCount: Int, limit: Int) {
    self.window = window
    self.limit = limit
    columnCodes = [KeyCodes](repeating: KeyCodes(), count: columnCount)
    pairs = [KeyCodes](repeating: KeyCodes(), count: columnCount)
    pairParts = [[(UInt32, UInt32)]](repeating: [], count: columnCount)
  }

  /// Groups so far.
  var count: Int { pairs.last?.count ?? (window == nil ? 1 : windowCodes.count) }

  /// Whether there are more groups than the limit.
  var isOverLimit: Bool { count > limit || windowCodes.count > limit }

  /// Writes the group of every row of a batch into `codes`, which is as long as the batch.
  ///
  /// - Parameter times: how many rows each stands for, less than 0 for one of no group. Nil: each
  ///   for itself.
  mutating func assign(
    _ batch: ArrowBatch, firstRow: Int, timestamp: Int?, columns: [Int], times: [Int]? = nil,
    into codes: inout [UInt32]
  ) {
    assignWindows(batch, firstRow: firstRow, timestamp: timestamp, times: times, into: &codes)
    for (place, index) in columns.enumerated() {
      let column = unsafe batch.columns[index]
      unsafe assignColumn(column, rows: batch.rowCount, place: place, into: &codes)
      // Past the limit the data is refused: no need to number the rest.
      if isOverLimit { return }
    }
  }

  private mutating func assignWindows(
    _ batch: ArrowBatch, firstRow: Int, timestamp: Int?, times: [Int]?,
    into codes: inout [UInt32]
  ) {
    guard let window else {
      for row in 0..<batch.rowCount { codes[row] = (times?[row] ?? 1) < 0 ? Self.none : 0 }
      return
    }
    if case .rows = window {
      for row in 0..<batch.rowCount {
        codes[row] = windowCode(window.start(of: Int64(firstRow + row)))
      }
      return
    }
    guard let timestamp else { return }
    let column = unsafe batch.columns[timestamp]
    // Rows of one day share a window: the calendar is consulted once a day, not once a row.
    var day = Int64.min
    var code = Self.none
    for row in 0..<batch.rowCount {
      if let times, times[row] < 0 {
        codes[row] = Self.none
        continue
      }
      guard let instant = unsafe Self.instant(column, row) else {
        let count = max(0, times?[row] ?? 1)
        undated += count
        if unsafe column.isValid(row) { outsideCalendar += count }
        codes[row] = Self.none
        continue
      }
      let rowDay = instant >= 0 ? instant / 86_400_000_000 : (instant + 1) / 86_400_000_000 - 1
      if rowDay != day {
        day = rowDay
        code = windowCode(window.start(of: instant))
      }
      codes[row] = code
    }
  }

  /// Microseconds; timestamps in microseconds, the common case, without a detour.
  @inline(__always)
  private static func instant(_ column: ArrowColumn, _ row: Int) -> Int64? {
    if case .timestamp(unit: .microseconds, _) = unsafe column.type {
      guard unsafe column.isValid(row), let values = unsafe column.values(as: Int64.self)
      else { return nil }
      let instant = unsafe values[row]
      return CalendarText.instants.contains(instant) ? instant : nil
    }
    return unsafe column.microseconds(at: row)
  }

  private mutating func windowCode(_ start: Int64) -> UInt32 {
    let code = windowCodes.code(number: UInt64(bitPattern: start)) { nil }
    if Int(code) == windowStarts.count { windowStarts.append(start) }
    return code
  }

  private mutating func assignColumn(
    _ column: ArrowColumn, rows: Int, place: Int, into codes: inout [UInt32]
  ) {
    if values.count < rows { values = [UInt32](repeating: 0, count: rows) }
    if unsafe column.type == .utf8, let offsets = unsafe column.values(as: Int32.self),
      unsafe column.buffers.count > 1, let base = unsafe column.buffers[1]
    {
      unsafe readTexts(column, offsets, base, rows: rows, place: place, codes: codes)
    } else {
      unsafe readValues(column, rows: rows, place: place, codes: codes)
    }
    // Of each value the pair that it last was in: with rows in the order of time it is mostly that.
    var remembered = [(prefix: UInt32, pair: UInt32)](
      repeating: (Self.none, 0), count: columnCodes[place].count)
    for row in 0..<rows where codes[row] != Self.none {
      let (prefix, value) = (codes[row], values[row])
      if remembered[Int(value)].prefix != prefix {
        let pair = pairs[place].code(number: UInt64(prefix) << 32 | UInt64(value)) { nil }
        if Int(pair) == pairParts[place].count { pairParts[place].append((prefix, value)) }
        remembered[Int(value)] = (prefix, pair)
      }
      codes[row] = remembered[Int(value)].pair
    }
  }

  /// Numbers the texts of a column in its commonest layout.
  private mutating func readTexts(
    _ column: ArrowColumn, _ offsets: UnsafePointer<Int32>, _ base: UnsafeRawPointer, rows: Int,
    place: Int, codes: [UInt32]
  ) {
    let validity = unsafe column.validity
    let first = unsafe column.offset
    for row in 0..<rows where codes[row] != Self.none {
      let start = unsafe Int(offsets[row])
      let length = unsafe Int(offsets[row &+ 1]) &- start
      var isPresent = start >= 0 && length >= 0
      if let validity = unsafe validity {
        let bit = first &+ row
        let isValid = unsafe (validity[bit &>> 3] &>> UInt8(truncatingIfNeeded: bit & 7)) & 1 == 1
        isPresent = isPresent && isValid
      }
      guard isPresent else {
        values[row] = columnCodes[place].codeOfMissing()
        continue
      }
      let text = unsafe UnsafeRawBufferPointer(start: base + start, count: length)
      values[row] = unsafe columnCodes[place].code(text: text) { unsafe column.text(at: row) }
    }
  }

  /// Numbers the values of any column.
  private mutating func readValues(
    _ column: ArrowColumn, rows: Int, place: Int, codes: [UInt32]
  ) {
    let isText = unsafe column.type.isText
    for row in 0..<rows where codes[row] != Self.none {
      if !(unsafe column.isValid(row)) {
        values[row] = columnCodes[place].codeOfMissing()
      } else if isText, let bytes = unsafe column.bytes(at: row) {
        values[row] = unsafe columnCodes[place].code(text: bytes) { unsafe column.text(at: row) }
      } else if let number = unsafe column.integer(at: row) {
        values[row] = columnCodes[place].code(number: UInt64(bitPattern: number)) {
          unsafe column.text(at: row)
        }
      } else if let text = unsafe column.text(at: row) {
        var copy = text
        values[row] = copy.withUTF8 { utf8 in
          unsafe columnCodes[place].code(text: UnsafeRawBufferPointer(utf8)) { text }
        }
      } else {
        values[row] = columnCodes[place].codeOfMissing()
      }
    }
  }

  /// What each group's number stands for.
  var keys: [Key] {
    (0..<count).map { number in
      var code = UInt32(number)
      var values: [String?] = []
      for place in columnCodes.indices.reversed() {
        let parts = pairParts[place][Int(code)]
        values.append(columnCodes[place].names[Int(parts.1)])
        code = parts.0
      }
      return Key(
        window: window == nil ? nil : windowStarts[Int(code)], values: values.reversed())
    }
  }
}

extension ArrowType {
  /// Whether values are texts: bytes that can be compared as such.
  var isText: Bool {
    switch self {
    case .utf8, .largeUtf8, .utf8View: true
    case .dictionary(_, let values): values.isText
    default: false
    }
  }

  /// Whether a value can be read as a number.
  var isNumber: Bool {
    switch self {
    case .boolean, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float16,
      .float32, .float64, .decimal:
      true
    case .dictionary(_, let values): values.isNumber
    default: false
    }
  }

  /// Whether every value is a whole number.
  var isWholeNumber: Bool {
    switch self {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: true
    default: false
    }
  }

  /// Whether a value is an instant.
  var isInstant: Bool {
    switch self {
    case .date32, .date64, .timestamp: true
    default: false
    }
  }
}

extension GroupIndex {
  /// Adds the groups of another index; the numbers here of the other's groups, in its order.
  mutating func merge(_ other: GroupIndex) -> [UInt32] {
    undated += other.undated
    outsideCalendar += other.outsideCalendar
    guard !columnCodes.isEmpty || window != nil else { return [0] }
    var known: [Key: UInt32] = [:]
    for (number, key) in keys.enumerated() { known[key] = UInt32(number) }
    return other.keys.map { key in
      if let number = known[key] { return number }
      let number = insert(key)
      known[key] = number
      return number
    }
  }

  private mutating func insert(_ key: Key) -> UInt32 {
    var code = key.window.map { windowCode($0) } ?? 0
    for (place, value) in key.values.enumerated() {
      let part: UInt32
      if let known = columnCodes[place].names.firstIndex(of: value) {
        part = UInt32(known)
      } else if let value {
        var text = value
        part = text.withUTF8 { utf8 in
          unsafe columnCodes[place].code(text: UnsafeRawBufferPointer(utf8)) { value }
        }
      } else {
        part = columnCodes[place].codeOfMissing()
      }
      let pair = pairs[place].code(number: UInt64(code) << 32 | UInt64(part)) { nil }
      if Int(pair) == pairParts[place].count { pairParts[place].append((code, part)) }
      code = pair
    }
    return code
  }
}
