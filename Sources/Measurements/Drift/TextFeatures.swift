/// What one text looks like: how long it is, of which characters, in how many words, and one of its
/// words.
struct TextFeatures: Hashable {
  /// Characters.
  var length = 0
  /// Words: runs of letters, digits and characters beyond ASCII.
  var words = 0
  /// Share of the bytes that are ASCII letters, digits, white space, other ASCII, beyond ASCII.
  var shares = [0.0, 0, 0, 0, 0]
  /// The hash of one of its words, drawn by the hash of all the text; nil without words.
  var drawnWord: UInt64?

  /// What is measured, in the order of `shares`.
  static let classes = ["letters", "digits", "spaces", "punctuation", "beyondASCII"]

  /// Reads a text.
  ///
  /// - Parameter found: gets the hashes of its words, in their order.
  init(_ text: String, words found: inout [UInt64]) {
    found.removeAll(keepingCapacity: true)
    var counts = [0, 0, 0, 0, 0]
    var whole = Self.start
    var hash = Self.start
    var isInWord = false
    for byte in text.utf8 {
      // Bytes 10xxxxxx continue a character.
      if byte & 0xC0 != 0x80 { length += 1 }
      let kind = Self.kind(byte)
      counts[kind] += 1
      whole = (whole ^ UInt64(byte)) &* 0x0100_0000_01B3
      if kind == 0 || kind == 1 || kind == 4 {
        // Capitals are their small letters: a word at a sentence's start is the same word.
        let folded = (65...90).contains(byte) ? byte + 32 : byte
        hash = (hash ^ UInt64(folded)) &* 0x0100_0000_01B3
        isInWord = true
      } else if isInWord {
        found.append(Self.mixed(hash))
        hash = Self.start
        isInWord = false
      }
    }
    if isInWord { found.append(Self.mixed(hash)) }
    words = found.count
    if words > 0 { drawnWord = found[Int(Self.mixed(whole) % UInt64(words))] }
    let total = Double(max(1, counts.reduce(0, +)))
    shares = counts.map { Double($0) / total }
  }

  private static func kind(_ byte: UInt8) -> Int {
    switch byte {
    case 65...90, 97...122: 0
    case 48...57: 1
    case 9...13, 32: 2
    case 128...: 4
    default: 3
    }
  }

  /// FNV-1a's offset.
  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Spreads a hash over all bits, so that its remainders are as good as drawn.
  private static func mixed(_ hash: UInt64) -> UInt64 {
    var hash = (hash ^ (hash &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash &>> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash &>> 31)
  }
}
