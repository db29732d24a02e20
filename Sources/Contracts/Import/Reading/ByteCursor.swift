internal import Checklist

/// A place in the bytes of a text file, moved on byte by byte, that knows its line and column.
struct ByteCursor {
  /// Far above any file of rules that a person or tool writes.
  static let mostBytes = 16_777_216
  /// Deeper nesting is refused, so that no file makes the reader's own stack overflow.
  static let mostDepth = 200

  let bytes: [UInt8]
  let file: String
  private(set) var index = 0
  private var line = 1
  private var column = 1

  /// - Throws: a file that is too large or not in UTF-8.
  init(_ bytes: some Collection<UInt8>, file: String) throws(ProjectError) {
    self.file = file
    self.bytes = Array(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
    guard self.bytes.count <= Self.mostBytes else {
      throw refusal(
        "the file has \(self.bytes.count) bytes, more than the \(Self.mostBytes) that are read",
        remedy: "name a file of rules, not of data")
    }
    guard String(validating: self.bytes, as: UTF8.self) != nil else {
      throw refusal("the file is not in UTF-8", remedy: "save it as UTF-8")
    }
  }

  /// The byte here; nil at the end.
  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  var place: Place { Place(line: line, column: column) }

  /// Whether the text goes on with these characters of ASCII.
  func isAt(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  mutating func advance(_ count: Int = 1) {
    for _ in 0..<count {
      guard let byte else { return }
      index += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if bytes.indices.contains(index), bytes[index] & 0xC0 == 0x80 {
        // The next byte belongs to the same character.
      } else {
        column += 1
      }
    }
  }

  /// Moves over the byte when it is this character.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let byte, byte == UInt8(ascii: character) else { return false }
    advance()
    return true
  }

  /// Moves on while bytes are wanted; what was passed.
  mutating func take(while isWanted: (UInt8) -> Bool) -> String {
    let start = index
    while let byte, isWanted(byte) { advance() }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// The error at this place, or another.
  func refusal(_ message: String, at place: Place? = nil, remedy: String? = nil) -> ProjectError {
    let place = place ?? self.place
    return ProjectError(
      message: message, file: file, line: place.line, column: place.column, remedy: remedy)
  }

  /// What stands here, for a message.
  var found: String {
    guard let byte else { return "the end of the file" }
    guard byte >= 0x20, byte < 0x7F else { return "a byte of value \(byte)" }
    return "“\(Character(Unicode.Scalar(byte)))”"
  }
}
