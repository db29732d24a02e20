/// A place in the bytes of JSON, and what is read from there on.
///
/// The bytes end in one that stands nowhere in JSON outside of texts and in no text: a line feed,
/// or NUL for a strict cursor. It ends every loop, so that nothing counts. Texts are read eight
/// bytes at a time, for which ``padding`` more bytes must be readable.
///
/// - Complexity: O(bytes) time, O(1) space; nothing is allocated but by a strict cursor, a bit for
///   each depth beyond ``deepest``.
/// - Source: RFC 8259; and, but for a strict cursor, NaN and Infinity as numbers, as Python writes
///   and the engine reads them.
@safe struct JSONCursor {
  // Safe: `at` moves forward only, over bytes that were looked at, and the last one stops it.

  /// Bytes behind the last that must be readable.
  static let padding = 8
  /// The most objects and lists in each other, below the row itself; of a strict cursor any number.
  static let deepest = 64

  private let start: UnsafePointer<UInt8>
  private(set) var at: UnsafePointer<UInt8>
  /// Whether it is RFC 8259 and no more: line feeds are space, there are no numbers but decimals,
  /// and any depth.
  private let isStrict: Bool

  /// A text between its quotes.
  @safe struct Text {
    let start: UnsafePointer<UInt8>
    let count: Int
    /// Whether it has to be unescaped.
    let hasEscapes: Bool
  }

  /// Starts at the first byte.
  init(_ start: UnsafePointer<UInt8>, isStrict: Bool = false) {
    unsafe self.start = start
    unsafe at = start
    self.isStrict = isStrict
  }

  /// The next byte.
  @inline(__always) var byte: UInt8 { unsafe at.pointee }

  /// Bytes before the place.
  var offset: Int { unsafe at - start }

  @inline(__always) mutating func advance(_ count: Int = 1) { unsafe at += count }

  func flaw(_ reason: JSONFlaw.Reason) -> JSONFlaw { JSONFlaw(reason: reason, offset: offset) }

  @inline(__always) mutating func skipSpace() {
    while byte <= 0x20 {
      guard
        byte == 0x20 || byte == 0x09 || byte == 0x0D || (isStrict && byte == 0x0A)
      else { return }
      advance()
    }
  }

  /// Passes a byte that must stand here.
  @inline(__always) mutating func expect(
    _ expected: UInt8, else reason: JSONFlaw.Reason
  ) throws(JSONFlaw) {
    guard byte == expected else { throw flaw(reason) }
    advance()
  }

  /// Passes a key and its colon, up to the value.
  @inline(__always) mutating func key() throws(JSONFlaw) -> Text {
    try expect(UInt8(ascii: "\""), else: .noKey)
    let key = try text()
    skipSpace()
    try expect(UInt8(ascii: ":"), else: .noColon)
    skipSpace()
    return key
  }

  /// Passes a text, from behind its first quote to behind its last.
  @inline(__always) mutating func text() throws(JSONFlaw) -> Text {
    let first = unsafe at
    var hasEscapes = false
    var bits: UInt64 = 0
    while true {
      let word = unsafe UInt64(littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt64.self))
      let special =
        Self.zeros(word ^ Self.quotes) | Self.zeros(word ^ Self.backslashes)
        | ((word &- Self.spaces) & ~word & Self.high)
      guard special != 0 else {
        bits |= word
        advance(8)
        continue
      }
      let count = special.trailingZeroBitCount >> 3
      bits |= word & ((1 &<< UInt64(count << 3)) &- 1)
      advance(count)
      if byte == UInt8(ascii: "\"") { break }
      guard byte == UInt8(ascii: "\\") else { throw flaw(.control) }
      hasEscapes = true
      try escape()
    }
    let count = unsafe at - first
    if bits & Self.high != 0, unsafe !UTF8Bytes.areValid(first, count) { throw flaw(.notUTF8) }
    advance()
    return unsafe Text(start: first, count: count, hasEscapes: hasEscapes)
  }

  /// Passes a backslash and what it escapes.
  private mutating func escape() throws(JSONFlaw) {
    advance()
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      advance()
    case UInt8(ascii: "u"):
      let unit = try codeUnit()
      guard unit & 0xF800 == 0xD800 else { return }
      guard unit < 0xDC00, byte == UInt8(ascii: "\\") else { throw flaw(.loneSurrogate) }
      advance()
      guard byte == UInt8(ascii: "u") else { throw flaw(.loneSurrogate) }
      guard try codeUnit() & 0xFC00 == 0xDC00 else { throw flaw(.loneSurrogate) }
    default: throw flaw(.badEscape)
    }
  }

  /// Passes `u` and four hexadecimal digits.
  private mutating func codeUnit() throws(JSONFlaw) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      advance()
      guard let digit = UTF8Bytes.hexadecimal(byte) else { throw flaw(.badEscape) }
      unit = unit << 4 | UInt16(digit)
    }
    advance()
    return unit
  }

  /// Passes a value of any kind, of which nothing is needed.
  mutating func skipValue() throws(JSONFlaw) {
    var objects: UInt64 = 0
    var above: [UInt64] = []
    var depth = 0
    value: while true {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let isObject = byte == UInt8(ascii: "{")
        guard depth < Self.deepest || isStrict else { throw flaw(.tooDeep) }
        advance()
        skipSpace()
        if byte == Self.end(isObject) {
          advance()
        } else {
          if depth > 0, depth % UInt64.bitWidth == 0 { above.append(objects) }
          depth += 1
          objects = objects << 1 | (isObject ? 1 : 0)
          if isObject { _ = try key() }
          continue value
        }
      case UInt8(ascii: "\""):
        advance()
        _ = try text()
      default: try skipScalar()
      }
      while depth > 0 {
        let isObject = objects & 1 == 1
        skipSpace()
        if byte == UInt8(ascii: ",") {
          advance()
          skipSpace()
          if isObject { _ = try key() }
          continue value
        }
        try expect(Self.end(isObject), else: .noComma)
        objects >>= 1
        depth -= 1
        if depth > 0, depth % UInt64.bitWidth == 0 { objects = above.popLast() ?? objects }
      }
      return
    }
  }

  private static func end(_ isObject: Bool) -> UInt8 {
    isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
  }

  /// Passes a number, `true`, `false` or `null`.
  private mutating func skipScalar() throws(JSONFlaw) {
    switch byte {
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n") where unsafe at[1] == UInt8(ascii: "u"): try word("null")
    default: _ = try number()
    }
  }

  /// Passes a word.
  @inline(__always) mutating func word(_ word: StaticString) throws(JSONFlaw) {
    for index in 0..<word.utf8CodeUnitCount {
      guard unsafe byte == word.utf8Start[index] else { throw flaw(.noValue) }
      advance()
    }
  }

  /// Passes a number.
  @inline(__always) mutating func number() throws(JSONFlaw) -> DecimalNumber {
    let first = unsafe at
    var number = DecimalNumber()
    if byte == UInt8(ascii: "-") {
      number.isNegative = true
      advance()
    }
    let isZero = byte == UInt8(ascii: "0")
    let count = digits(&number)
    guard count > 0 else { return try unsafe specialNumber(first) }
    guard !isZero || count == 1 else { throw flaw(.badNumber) }
    if byte == UInt8(ascii: ".") {
      advance()
      number.isWhole = false
      let count = digits(&number)
      guard count > 0 else { throw flaw(.badNumber) }
      number.exponent -= count
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      number.isWhole = false
      try exponent(&number)
    }
    unsafe number.token = first
    return number
  }

  /// Passes digits; answers how many.
  @inline(__always) private mutating func digits(_ number: inout DecimalNumber) -> Int {
    let first = unsafe at
    while true {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      number.append(digit)
      advance()
    }
    return unsafe at - first
  }

  private mutating func exponent(_ number: inout DecimalNumber) throws(JSONFlaw) {
    advance()
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative || byte == UInt8(ascii: "+") { advance() }
    var exponent = 0
    guard byte &- UInt8(ascii: "0") < 10 else { throw flaw(.badNumber) }
    while byte &- UInt8(ascii: "0") < 10 {
      // Beyond this every number is zero or infinite, whatever its digits are.
      if exponent < 100_000_000 { exponent = exponent * 10 + Int(byte &- UInt8(ascii: "0")) }
      advance()
    }
    number.exponent += isNegative ? -exponent : exponent
  }

  /// Passes one of the words beside the numbers.
  private mutating func specialNumber(
    _ first: UnsafePointer<UInt8>
  ) throws(JSONFlaw) -> DecimalNumber {
    unsafe at = first
    let isNegative = byte == UInt8(ascii: "-")
    let words: [(StaticString, Double)] = [("Infinity", .infinity), ("NaN", .nan)]
    for (word, value) in isStrict ? [] : words {
      var place = unsafe isNegative ? first + 1 : first
      var isHere = true
      for index in 0..<word.utf8CodeUnitCount where isHere {
        isHere = unsafe place.pointee == word.utf8Start[index]
        unsafe place += isHere ? 1 : 0
      }
      guard isHere else { continue }
      unsafe at = place
      return DecimalNumber(special: isNegative ? -value : value)
    }
    throw flaw(isNegative ? .badNumber : .noValue)
  }

  // Eight bytes at a time.

  private static let high: UInt64 = 0x8080_8080_8080_8080
  private static let quotes: UInt64 = 0x2222_2222_2222_2222
  private static let backslashes: UInt64 = 0x5C5C_5C5C_5C5C_5C5C
  private static let spaces: UInt64 = 0x2020_2020_2020_2020

  /// High bits of the bytes that are zero; above the lowest such byte others may be among them.
  @inline(__always) private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & high
  }
}
