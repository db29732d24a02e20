/// What follows an instruction of a pickle.
enum PickleArgument {
  case nothing
  /// So many bytes.
  case bytes(Int)
  /// A length of so many bytes, and as many bytes as it says.
  case counted(Int)
  /// Text up to the end of the line.
  case line
  /// Two lines.
  case twoLines

  /// By instruction; nil for a byte that is none.
  ///
  /// - Source: CPython, `Lib/pickletools.py`, protocols 0 to 5.
  static func of(_ instruction: UInt8) -> PickleArgument? {
    switch instruction {
    case UInt8(ascii: "("), UInt8(ascii: "."), UInt8(ascii: "0"), UInt8(ascii: "1"),
      UInt8(ascii: "2"), UInt8(ascii: "N"), UInt8(ascii: "Q"), UInt8(ascii: "R"), UInt8(ascii: "a"),
      UInt8(ascii: "b"), UInt8(ascii: "d"), UInt8(ascii: "}"), UInt8(ascii: "e"), UInt8(ascii: "l"),
      UInt8(ascii: "]"), UInt8(ascii: "o"), UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: ")"),
      UInt8(ascii: "u"), 0x81, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8F, 0x90, 0x91, 0x92, 0x93, 0x94,
      0x97,
      0x98:
      .nothing
    case UInt8(ascii: "K"), UInt8(ascii: "h"), UInt8(ascii: "q"), 0x80, 0x82: .bytes(1)
    case UInt8(ascii: "M"), 0x83: .bytes(2)
    case UInt8(ascii: "J"), UInt8(ascii: "j"), UInt8(ascii: "r"), 0x84: .bytes(4)
    case UInt8(ascii: "G"), 0x95: .bytes(8)
    case UInt8(ascii: "U"), UInt8(ascii: "C"), 0x8A, 0x8C: .counted(1)
    case UInt8(ascii: "T"), UInt8(ascii: "X"), UInt8(ascii: "B"), 0x8B: .counted(4)
    case 0x8D, 0x8E, 0x96: .counted(8)
    case UInt8(ascii: "F"), UInt8(ascii: "I"), UInt8(ascii: "L"), UInt8(ascii: "P"),
      UInt8(ascii: "S"), UInt8(ascii: "V"), UInt8(ascii: "g"), UInt8(ascii: "p"):
      .line
    case UInt8(ascii: "c"), UInt8(ascii: "i"): .twoLines
    default: nil
    }
  }
}
