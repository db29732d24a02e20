internal import Checklist

/// Reads JSON with the place of every value, which errors and lists of rules name.
///
/// As RFC 8259 has it, with `NaN` and `Infinity`, which Python writes, as plain text. A key that is
/// given twice is refused: readers differ in which of the two they take.
struct JSONReader {
  private var cursor: ByteCursor

  /// The one value of a file.
  ///
  /// - Throws: the first thing that is no JSON, with its place.
  static func value(
    _ bytes: some Collection<UInt8>, file: String
  ) throws(ProjectError) -> PlacedValue {
    var reader = JSONReader(cursor: try ByteCursor(bytes, file: file))
    reader.skipBlanks()
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.cursor.byte == nil else {
      throw reader.cursor.refusal(
        "\(reader.cursor.found) follows the end of the JSON value", remedy: "remove it")
    }
    return value
  }

  private mutating func skipBlanks() {
    _ = cursor.take { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  private mutating func value(depth: Int) throws(ProjectError) -> PlacedValue {
    let place = cursor.place
    guard depth < ByteCursor.mostDepth else {
      throw cursor.refusal("the values are nested too deeply", remedy: "nest less deeply")
    }
    switch cursor.byte {
    case UInt8(ascii: "{"): return PlacedValue(.mapping(try entries(depth)), at: place)
    case UInt8(ascii: "["): return PlacedValue(.list(try members(depth)), at: place)
    case UInt8(ascii: "\""): return PlacedValue(.quoted(try string()), at: place)
    default:
      let word = cursor.take { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
          || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "+-.".utf8.contains(byte)
      }
      if word == "null" { return PlacedValue(.nothing, at: place) }
      guard Self.words.contains(word) || Self.isNumber(word) else {
        throw cursor.refusal(
          word.isEmpty
            ? "a value is expected, not \(cursor.found)" : "“\(word.prefix(40))” is no JSON",
          at: place, remedy: "check quotes, commas and brackets up to this place")
      }
      return PlacedValue(.plain(word), at: place)
    }
  }

  private static let words: Set<String> = ["true", "false", "NaN", "Infinity", "-Infinity"]

  private static func isNumber(_ word: String) -> Bool {
    var digits = word.utf8[...]
    if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
    guard let first = digits.first, UInt8(ascii: "0")...UInt8(ascii: "9") ~= first else {
      return false
    }
    return Double(word) != nil && !word.hasSuffix(".")
  }

  private mutating func entries(_ depth: Int) throws(ProjectError) -> [PlacedValue.Entry] {
    var entries: [PlacedValue.Entry] = []
    var places: [String: Place] = [:]
    cursor.advance()
    skipBlanks()
    if cursor.skip("}") { return entries }
    while true {
      skipBlanks()
      let place = cursor.place
      guard cursor.byte == UInt8(ascii: "\"") else {
        throw cursor.refusal(
          "a key in double quotes is expected, not \(cursor.found)",
          remedy: "remove a comma too many")
      }
      let key = try string()
      if let first = places.updateValue(place, forKey: key) {
        throw cursor.refusal(
          "“\(key.shortened)” is given twice; the first is on line \(first.line)", at: place,
          remedy: "keep one of the two")
      }
      skipBlanks()
      guard cursor.skip(":") else {
        throw cursor.refusal("a colon is expected, not \(cursor.found)")
      }
      skipBlanks()
      entries.append(PlacedValue.Entry(key: key, place: place, value: try value(depth: depth + 1)))
      skipBlanks()
      if cursor.skip(",") { continue }
      guard cursor.skip("}") else {
        throw cursor.refusal("a comma or } is expected, not \(cursor.found)")
      }
      return entries
    }
  }

  private mutating func members(_ depth: Int) throws(ProjectError) -> [PlacedValue] {
    var members: [PlacedValue] = []
    cursor.advance()
    skipBlanks()
    if cursor.skip("]") { return members }
    while true {
      skipBlanks()
      members.append(try value(depth: depth + 1))
      skipBlanks()
      if cursor.skip(",") { continue }
      guard cursor.skip("]") else {
        throw cursor.refusal("a comma or ] is expected, not \(cursor.found)")
      }
      return members
    }
  }

  private mutating func string() throws(ProjectError) -> String {
    let start = cursor.place
    cursor.advance()
    var text = ""
    while true {
      text += cursor.take { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 >= 0x20 }
      switch cursor.byte {
      case UInt8(ascii: "\""):
        cursor.advance()
        return text
      case UInt8(ascii: "\\"):
        cursor.advance()
        text.unicodeScalars.append(try escape())
      case nil:
        throw cursor.refusal("text in quotes does not end", at: start, remedy: "close it with \"")
      default:
        throw cursor.refusal(
          "\(cursor.found) stands in a text", remedy: "write it as an escape such as \\n or \\u0007"
        )
      }
    }
  }

  private mutating func escape() throws(ProjectError) -> Unicode.Scalar {
    let place = cursor.place
    let byte = cursor.byte
    cursor.advance()
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Unicode.Scalar(byte ?? 0)
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      var value = UInt32(try hexadecimal())
      if (0xD800..<0xDC00).contains(value), cursor.isAt("\\u") {
        cursor.advance(2)
        let low = UInt32(try hexadecimal())
        // An unpaired half stays one, and is refused below.
        if (0xDC00..<0xE000).contains(low) {
          value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw cursor.refusal("half of a pair of surrogates stands alone", at: place)
      }
      return scalar
    default:
      throw cursor.refusal(
        "there is no such escape", at: place, remedy: "write \\\\ for a backslash")
    }
  }

  private mutating func hexadecimal() throws(ProjectError) -> UInt16 {
    let place = cursor.place
    var digits = ""
    while digits.utf8.count < 4, let byte = cursor.byte, Self.isHexadecimal(byte) {
      digits.unicodeScalars.append(Unicode.Scalar(byte))
      cursor.advance()
    }
    guard digits.utf8.count == 4, let value = UInt16(digits, radix: 16) else {
      throw cursor.refusal("four hexadecimal digits are expected", at: place)
    }
    return value
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
      || UInt8(ascii: "A")...UInt8(ascii: "F") ~= byte
  }
}
