internal import Checklist

/// Reads a message in the text format of protocol buffers, with the place of every field.
///
/// Fields that are repeated stand once each, or are a list after one name. Names of enumerations,
/// numbers and truth values are plain text; strings side by side are one.
///
/// - Source: Protocol Buffers, *Text Format Language Specification*.
struct TextProtoReader {
  private var cursor: ByteCursor

  /// The message of a file.
  ///
  /// - Throws: the first thing that is no text format, with its place.
  static func message(
    _ bytes: some Collection<UInt8>, file: String
  ) throws(ProjectError) -> PlacedValue {
    var reader = TextProtoReader(cursor: try ByteCursor(bytes, file: file))
    return PlacedValue(
      .mapping(try reader.fields(until: nil, depth: 0)), at: Place(line: 1, column: 1))
  }

  private mutating func skipBlanks() {
    while true {
      _ = cursor.take { [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D].contains($0) }
      guard cursor.byte == UInt8(ascii: "#") else { return }
      _ = cursor.take { $0 != UInt8(ascii: "\n") }
    }
  }

  private mutating func fields(
    until end: Unicode.Scalar?, depth: Int
  ) throws(ProjectError) -> [PlacedValue.Entry] {
    guard depth < ByteCursor.mostDepth else {
      throw cursor.refusal("the messages are nested too deeply", remedy: "nest less deeply")
    }
    let start = cursor.place
    var entries: [PlacedValue.Entry] = []
    while true {
      skipBlanks()
      if let end, cursor.skip(end) { return entries }
      guard cursor.byte != nil else {
        guard let end else { return entries }
        throw cursor.refusal(
          "the message that starts here does not end", at: start, remedy: "close it with \(end)")
      }
      let place = cursor.place
      let name = try fieldName()
      skipBlanks()
      let hasColon = cursor.skip(":")
      skipBlanks()
      if cursor.skip("[") {
        for value in try list(depth) {
          entries.append(PlacedValue.Entry(key: name, place: place, value: value))
        }
      } else {
        let value = try value(depth, hasColon: hasColon)
        entries.append(PlacedValue.Entry(key: name, place: place, value: value))
      }
      skipBlanks()
      _ = cursor.skip(",") || cursor.skip(";")
    }
  }

  /// A field's name, or that of an extension in brackets.
  private mutating func fieldName() throws(ProjectError) -> String {
    if cursor.byte == UInt8(ascii: "[") {
      let name = cursor.take { $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "\n") }
      guard cursor.skip("]") else { throw cursor.refusal("the name of an extension does not end") }
      return name + "]"
    }
    let name = cursor.take(while: Self.isWordPart)
    guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= first) else {
      throw cursor.refusal(
        "the name of a field is expected, not \(cursor.found)",
        remedy: "check quotes and braces up to this place")
    }
    return name
  }

  private mutating func list(_ depth: Int) throws(ProjectError) -> [PlacedValue] {
    var values: [PlacedValue] = []
    skipBlanks()
    if cursor.skip("]") { return values }
    while true {
      skipBlanks()
      values.append(try value(depth, hasColon: true))
      skipBlanks()
      if cursor.skip(",") { continue }
      guard cursor.skip("]") else {
        throw cursor.refusal("a comma or ] is expected, not \(cursor.found)")
      }
      return values
    }
  }

  private mutating func value(_ depth: Int, hasColon: Bool) throws(ProjectError) -> PlacedValue {
    let place = cursor.place
    if cursor.skip("{") {
      return PlacedValue(.mapping(try fields(until: "}", depth: depth + 1)), at: place)
    }
    if cursor.skip("<") {
      return PlacedValue(.mapping(try fields(until: ">", depth: depth + 1)), at: place)
    }
    guard hasColon else {
      throw cursor.refusal("a colon or { is expected, not \(cursor.found)")
    }
    if cursor.byte == UInt8(ascii: "\"") || cursor.byte == UInt8(ascii: "'") {
      return PlacedValue(.quoted(try strings()), at: place)
    }
    let word = cursor.take { Self.isWordPart($0) || "+-.".utf8.contains($0) }
    guard !word.isEmpty else {
      throw cursor.refusal("a value is expected, not \(cursor.found)")
    }
    return PlacedValue(.plain(Self.number(word)), at: place)
  }

  /// `1.5f` is 1.5, and hexadecimal numbers are written out.
  private static func number(_ word: String) -> String {
    if word.hasSuffix("f") || word.hasSuffix("F"), Double(word.dropLast()) != nil,
      !word.hasPrefix("0x")
    {
      return String(word.dropLast())
    }
    if word.hasPrefix("0x"), let value = Int(word.dropFirst(2), radix: 16) { return "\(value)" }
    return word
  }

  /// Strings side by side, as one text.
  private mutating func strings() throws(ProjectError) -> String {
    var bytes: [UInt8] = []
    let place = cursor.place
    while let quote = cursor.byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = cursor.place
      cursor.advance()
      while cursor.byte != quote {
        guard let byte = cursor.byte, byte != UInt8(ascii: "\n") else {
          throw cursor.refusal("text in quotes does not end on its line", at: start)
        }
        cursor.advance()
        if byte == UInt8(ascii: "\\") { bytes += try escape() } else { bytes.append(byte) }
      }
      cursor.advance()
      skipBlanks()
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw cursor.refusal(
        "the text is not in UTF-8, and bytes are no values of a table", at: place)
    }
    return text
  }

  private mutating func escape() throws(ProjectError) -> [UInt8] {
    let place = cursor.place
    guard let byte = cursor.byte else { throw cursor.refusal("text in quotes does not end") }
    if UInt8(ascii: "0")...UInt8(ascii: "7") ~= byte {
      return [try code(radix: 8, most: 3, at: place)]
    }
    cursor.advance()
    switch byte {
    case UInt8(ascii: "a"): return [0x07]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "v"): return [0x0B]
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "?"):
      return [byte]
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return [try code(radix: 16, most: 2, at: place)]
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let most = byte == UInt8(ascii: "u") ? 4 : 8
      let digits = digits(radix: 16, most: most)
      guard digits.utf8.count == most, let value = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(value)
      else { throw cursor.refusal("there is no such character", at: place) }
      return Array(String(Character(scalar)).utf8)
    default:
      throw cursor.refusal(
        "there is no such escape", at: place, remedy: "write \\\\ for a backslash")
    }
  }

  private mutating func code(radix: Int, most: Int, at place: Place) throws(ProjectError) -> UInt8 {
    guard let value = UInt8(digits(radix: radix, most: most), radix: radix) else {
      throw cursor.refusal("there is no such byte", at: place)
    }
    return value
  }

  private mutating func digits(radix: Int, most: Int) -> String {
    var digits = ""
    while digits.utf8.count < most, let byte = cursor.byte,
      Character(Unicode.Scalar(byte)).hexDigitValue.map({ $0 < radix }) == true
    {
      digits.unicodeScalars.append(Unicode.Scalar(byte))
      cursor.advance()
    }
    return digits
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
      || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "_")
  }
}
