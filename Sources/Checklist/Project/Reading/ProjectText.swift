/// The text of a project file, made safe to hand to a YAML parser.
///
/// Refused are files above a size, bytes that are not UTF-8, and aliases: by repeating what they
/// name they can make a small file stand for a huge one, and a project file needs none.
struct ProjectText {
  /// Far above any file that a person writes by hand; parsing one of this size takes about a
  /// second.
  static let mostBytes = 1_048_576

  /// The text without a byte order mark.
  let text: String

  /// Text that is known to be safe.
  init(text: String) {
    self.text = text
  }

  /// Makes text of bytes.
  ///
  /// - Parameter mostBytes: how many they may be.
  init(
    _ bytes: some Collection<UInt8>, file: String, mostBytes: Int = Self.mostBytes
  ) throws(ProjectError) {
    func refusal(_ message: String, at place: Place, remedy: String) -> ProjectError {
      ProjectError(
        message: message, file: file, line: place.line, column: place.column, remedy: remedy)
    }
    let start = Place(line: 1, column: 1)
    guard bytes.count <= mostBytes else {
      throw refusal(
        "the file has \(bytes.count) bytes, more than the \(mostBytes) that are read",
        at: start,
        remedy:
          "give the file itself, not data; long texts and long lists belong into files of their own"
      )
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw refusal("the file is in UTF-16", at: start, remedy: "save it as UTF-8")
    }
    let content = Array(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
    guard let text = String(validating: content, as: UTF8.self) else {
      throw refusal(
        "the file is not in UTF-8", at: Self.firstInvalidByte(of: content),
        remedy: "save it as UTF-8")
    }
    if let alias = Self.firstAlias(in: content) {
      throw refusal(
        "“*\(alias.name)” is an alias, and aliases are not read", at: alias.place,
        remedy: "write the value out, or put it in quotes when it is text")
    }
    self.text = text
  }

  private static func firstInvalidByte(of bytes: [UInt8]) -> Place {
    var line = 1
    var column = 1
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      column = scalar == "\n" ? 1 : column + 1
      line += scalar == "\n" ? 1 : 0
    }
    return Place(line: line, column: column)
  }

  /// The first `*name` that stands where an alias may and has an earlier `&name`.
  ///
  /// Quotes and comments are not told apart: both halves of a pair would have to be there by
  /// accident, in order and with one name, for text to be refused.
  private static func firstAlias(in bytes: [UInt8]) -> (name: String, place: Place)? {
    guard bytes.contains(UInt8(ascii: "&")) else { return nil }
    var anchors: Set<ArraySlice<UInt8>> = []
    var line = 1
    var column = 1
    var previous = UInt8(ascii: "\n")
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), startsToken(after: previous) {
        let name = bytes[(index + 1)...].prefix(while: isNamePart)
        if byte == UInt8(ascii: "&") {
          if !name.isEmpty { anchors.insert(name) }
        } else if anchors.contains(name) {
          return (String(decoding: name, as: UTF8.self), Place(line: line, column: column))
        }
      }
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      previous = byte
    }
    return nil
  }

  private static func startsToken(after byte: UInt8) -> Bool {
    " \t\r\n[]{},:?-\"'".utf8.contains(byte)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
