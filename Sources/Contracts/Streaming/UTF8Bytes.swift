/// What can be said of UTF-8 without making a text of it.
enum UTF8Bytes {
  /// Whether bytes are UTF-8: no overlong form, no surrogate, nothing beyond U+10FFFF.
  static func areValid(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var index = 0
    while index < count {
      let first = unsafe start[index]
      guard first >= 0x80 else {
        index += 1
        continue
      }
      let (length, low, high): (Int, UInt8, UInt8)
      switch first {
      case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
      case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
      case 0xED: (length, low, high) = (3, 0x80, 0x9F)
      case 0xE1...0xEF: (length, low, high) = (3, 0x80, 0xBF)
      case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
      case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
      case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
      default: return false
      }
      guard index + length <= count, unsafe low...high ~= start[index + 1] else { return false }
      for offset in 2..<max(length, 2) {
        guard unsafe start[index + offset] & 0xC0 == 0x80 else { return false }
      }
      index += length
    }
    return true
  }

  /// The number of code points.
  static func codePoints(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var points = 0
    for index in 0..<bytes.count where unsafe bytes[index] & 0xC0 != 0x80 { points += 1 }
    return points
  }

  /// The value of a hexadecimal digit.
  static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The bytes of a code point.
  static func encoded(_ point: UInt32) -> [UInt8] {
    func continuation(_ shift: UInt32) -> UInt8 {
      0x80 | UInt8(truncatingIfNeeded: point >> shift & 0x3F)
    }
    switch point {
    case ..<0x80: return [UInt8(truncatingIfNeeded: point)]
    case ..<0x800: return [0xC0 | UInt8(truncatingIfNeeded: point >> 6), continuation(0)]
    case ..<0x1_0000:
      return [0xE0 | UInt8(truncatingIfNeeded: point >> 12), continuation(6), continuation(0)]
    default:
      return [
        0xF0 | UInt8(truncatingIfNeeded: point >> 18), continuation(12), continuation(6),
        continuation(0),
      ]
    }
  }
}
