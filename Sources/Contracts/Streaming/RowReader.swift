/// Reads rows of JSON: a line at a time, into values of the columns that rules name.
///
/// Keys that are of no column are passed over; a key that comes twice in a row makes it no row,
/// since readers differ in which of the two they take.
@safe struct RowReader: ~Copyable {
  // Safe: `values` has room for `count`, `scratch` for `capacity` and the padding; both live as
  // long as this.

  /// The most names of keys that are known; later ones are not looked at for coming twice.
  private static let knownKeys = 4096

  private let types: [ValueType?]
  private let values: UnsafeMutablePointer<StreamValue>
  private var keys = KeyTable(limit: knownKeys)
  /// By the number of a key: the row in which it came last, from 1.
  private var rows: [Int]
  private var row = 0
  /// Numbers of keys as they first came.
  private var order: [Int] = []
  /// Whether there were more keys than can be known.
  private(set) var hasUnknownKeys = false
  /// Unescaped texts of the row.
  private var scratch: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 12
  private var used = 0

  /// Reads the columns of the names, each by its type; nil for any.
  init(_ columns: [(name: String, type: ValueType?)]) {
    types = columns.map(\.type)
    unsafe scratch = .allocate(capacity: capacity + JSONCursor.padding)
    unsafe scratch.initialize(repeating: 0, count: capacity + JSONCursor.padding)
    unsafe values = .allocate(capacity: max(columns.count, 1))
    unsafe values.initialize(repeating: StreamValue(scratch), count: max(columns.count, 1))
    rows = [Int](repeating: 0, count: columns.count)
    for column in columns { _ = keys.insert(column.name) }
  }

  deinit {
    unsafe values.deallocate()
    unsafe scratch.deallocate()
  }

  /// The values of the last row.
  func values(now: Int64) -> StreamRow { unsafe StreamRow(values, now: now) }

  /// Keys that came, in the order in which each first did.
  var appeared: [String] { order.map { keys.text($0) } }

  /// Whether any row had the column.
  func hasAppeared(_ slot: Int) -> Bool { rows[slot] > 0 }

  /// Reads a row.
  ///
  /// - Parameters:
  ///   - line: its bytes; behind them a line feed, and ``JSONCursor/padding`` more that can be
  ///     read.
  ///   - count: bytes without the line feed.
  mutating func read(_ line: UnsafePointer<UInt8>, _ count: Int) throws(JSONFlaw) {
    for slot in types.indices { unsafe values[slot].kind = .missing }
    row += 1
    used = 0
    if count > capacity { reserve(count) }
    var cursor = unsafe JSONCursor(line)
    cursor.skipSpace()
    try cursor.expect(UInt8(ascii: "{"), else: .notAnObject)
    cursor.skipSpace()
    var last = -1
    if cursor.byte == UInt8(ascii: "}") {
      cursor.advance()
    } else {
      while true {
        let key = try unsafe unescaped(try cursor.key())
        let number = unsafe find(key, after: last)
        last = number
        if number >= 0 {
          guard rows[number] < row else { throw cursor.flaw(.repeatedKey) }
          rows[number] = row
        }
        if types.indices ~= number {
          try read(&cursor, number)
        } else {
          try cursor.skipValue()
        }
        cursor.skipSpace()
        if cursor.byte == UInt8(ascii: ",") {
          cursor.advance()
          cursor.skipSpace()
        } else {
          try cursor.expect(UInt8(ascii: "}"), else: .noComma)
          break
        }
      }
    }
    cursor.skipSpace()
    guard cursor.offset == count else { throw cursor.flaw(.trailing) }
  }

  /// The number of a key, which is known from now on; -1 where there is no room for it.
  @inline(__always) private mutating func find(
    _ key: UnsafeBufferPointer<UInt8>, after last: Int
  ) -> Int {
    guard let start = key.baseAddress else { return -1 }
    var number = unsafe keys.find(start, key.count, after: last)
    if number < 0 {
      number = unsafe keys.insert(start, key.count)
      guard number >= 0 else {
        hasUnknownKeys = true
        return -1
      }
      rows.append(0)
    }
    if rows[number] == 0 { order.append(number) }
    return number
  }

  /// Reads the value of a column.
  @inline(__always) private mutating func read(
    _ cursor: inout JSONCursor, _ slot: Int
  ) throws(JSONFlaw) {
    let first = unsafe cursor.at
    let type = types[slot]
    switch cursor.byte {
    case UInt8(ascii: "\""):
      cursor.advance()
      let text = try unsafe unescaped(try cursor.text())
      guard let start = text.baseAddress else { return }
      unsafe values[slot].take(start, text.count)
      if type == .text || type == nil {
        unsafe values[slot].kind = .text
      } else {
        unsafe values[slot].read(as: type)
      }
      return
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      let isTrue = cursor.byte == UInt8(ascii: "t")
      try cursor.word(isTrue ? "true" : "false")
      unsafe values[slot].kind = type == .boolean || type == nil ? .boolean : .misfit
      unsafe values[slot].whole = isTrue ? 1 : 0
    case UInt8(ascii: "n"):
      try cursor.word("null")
      return
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try cursor.skipValue()
      unsafe values[slot].kind = .misfit
    default:
      let number = try cursor.number()
      guard type == .number || type == .integer || type == nil else {
        unsafe values[slot].kind = .misfit
        break
      }
      unsafe values[slot].take(number)
    }
    unsafe values[slot].take(first, cursor.at - first)
  }

  /// The bytes of a text without its escapes.
  @inline(__always) private mutating func unescaped(
    _ text: JSONCursor.Text
  ) throws(JSONFlaw) -> UnsafeBufferPointer<UInt8> {
    guard text.hasEscapes else {
      return unsafe UnsafeBufferPointer(start: text.start, count: text.count)
    }
    let first = used
    var index = 0
    while index < text.count {
      let byte = unsafe text.start[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        append(byte)
        continue
      }
      let escaped = unsafe text.start[index]
      index += 1
      switch escaped {
      case UInt8(ascii: "b"): append(0x08)
      case UInt8(ascii: "f"): append(0x0C)
      case UInt8(ascii: "n"): append(0x0A)
      case UInt8(ascii: "r"): append(0x0D)
      case UInt8(ascii: "t"): append(0x09)
      case UInt8(ascii: "u"):
        var point = unsafe Self.codeUnit(text.start + index)
        index += 4
        if point & 0xF800 == 0xD800 {
          let low = unsafe Self.codeUnit(text.start + index + 2)
          index += 6
          point = 0x1_0000 + (point & 0x3FF) << 10 + low & 0x3FF
        }
        for byte in UTF8Bytes.encoded(point) { append(byte) }
      default: append(escaped)
      }
    }
    return unsafe UnsafeBufferPointer(start: scratch + first, count: used - first)
  }

  @inline(__always) private mutating func append(_ byte: UInt8) {
    // A text never grows by being unescaped, so all texts of a row have room.
    unsafe scratch[used] = byte
    used += 1
  }

  /// Four hexadecimal digits that the cursor has passed.
  private static func codeUnit(_ digits: UnsafePointer<UInt8>) -> UInt32 {
    var unit: UInt32 = 0
    for index in 0..<4 {
      unit = unit << 4 | UInt32(unsafe UTF8Bytes.hexadecimal(digits[index]) ?? 0)
    }
    return unit
  }

  private mutating func reserve(_ count: Int) {
    unsafe scratch.deallocate()
    capacity = max(count, capacity * 2)
    unsafe scratch = .allocate(capacity: capacity + JSONCursor.padding)
    unsafe scratch.initialize(repeating: 0, count: capacity + JSONCursor.padding)
  }
}

extension StreamValue {
  /// Becomes a number.
  @inline(__always) mutating func take(_ decimal: DecimalNumber) {
    isRounded = false
    number = decimal.double
    if let whole = decimal.whole {
      kind = .whole
      self.whole = whole
    } else {
      kind = .number
    }
  }

  /// Becomes what its text says as another type, or a misfit.
  mutating func read(as type: ValueType?) {
    var reading = unsafe TextReading(bytes)
    kind = .misfit
    isRounded = false
    switch type {
    case .integer, .number:
      guard let (whole, number) = reading.number() else { return }
      self.number = number
      kind = .number
      if let whole {
        self.whole = whole
        kind = .whole
      } else if type == .integer, let rounded = TextReading.rounded(number) {
        isRounded = Double(rounded) != number
        self.whole = rounded
        self.number = Double(rounded)
        kind = .whole
      }
    case .boolean:
      guard let truth = unsafe TextReading.truth(bytes) else { return }
      whole = truth ? 1 : 0
      kind = .boolean
    case .date, .timestamp:
      var day = reading
      let moment = reading.moment()
      guard let found = type == .date ? day.date() : moment else { return }
      // A moment is a day only where that begins.
      guard moment == nil || moment == found else { return }
      whole = found
      kind = .time
    case .text, nil: kind = .text
    }
  }
}
