/// How deep objects and lists of a JSON text lie in each other.
///
/// - Complexity: O(bytes) time, O(1) space.
struct JSONNesting: Sendable {
  /// Line, from 1, of the first byte that is deeper than the limit; nil while there is none.
  private(set) var lineBeyondLimit: Int?
  private let limit: Int
  private var depth = 0
  private var line = 1
  private var isInString = false
  private var isEscaped = false

  init(limit: Int) {
    self.limit = limit
  }

  /// Looks at the next bytes of the text.
  mutating func add(_ bytes: RawSpan) {
    guard lineBeyondLimit == nil else { return }
    for index in 0..<bytes.byteCount {
      let byte = unsafe bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isEscaped {
        isEscaped = false
      } else if isInString {
        if byte == UInt8(ascii: "\"") { isInString = false }
        if byte == UInt8(ascii: "\\") { isEscaped = true }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        depth += 1
        if depth > limit {
          lineBeyondLimit = line
          return
        }
      } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        depth = max(0, depth - 1)
      }
    }
  }
}
