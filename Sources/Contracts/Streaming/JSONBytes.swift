/// Bytes to which JSON is appended.
extension [UInt8] {
  /// Appends text as it is.
  mutating func append(_ text: StaticString) {
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a text between quotes.
  mutating func append(quoted text: String) {
    append(UInt8(ascii: "\""))
    for byte in text.utf8 { append(escaping: byte) }
    append(UInt8(ascii: "\""))
  }

  /// Appends bytes of UTF-8 between quotes.
  mutating func append(quoted bytes: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    for index in bytes.indices { unsafe append(escaping: bytes[index]) }
    append(UInt8(ascii: "\""))
  }

  private mutating func append(escaping byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      append(UInt8(ascii: "\\"))
      append(byte)
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    case ..<0x20:
      append("\\u00")
      let digits = Array<UInt8>("0123456789abcdef".utf8)
      append(digits[Int(byte >> 4)])
      append(digits[Int(byte & 0xF)])
    default: append(byte)
    }
  }

  /// Appends a number.
  mutating func append(number: Int) {
    append(contentsOf: String(number).utf8)
  }

  /// Appends bytes in base 64 between quotes.
  mutating func append(base64 bytes: UnsafeBufferPointer<UInt8>) {
    let signs = Array<UInt8>(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    append(UInt8(ascii: "\""))
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = Swift.min(3, bytes.count - start)
      var group: UInt32 = 0
      for index in 0..<3 {
        group = unsafe group << 8 | (index < count ? UInt32(bytes[start + index]) : 0)
      }
      for index in 0..<4 {
        append(
          index <= count ? signs[Int(group >> UInt32(18 - 6 * index) & 0x3F)] : UInt8(ascii: "="))
      }
    }
    append(UInt8(ascii: "\""))
  }
}
