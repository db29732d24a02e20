/// Hashing of short byte strings, and the two words that stand for a string when it is compared.
enum TextHash {
  /// Two words that differ whenever two strings of equal length differ.
  ///
  /// Up to 16 bytes they are the bytes themselves (overlapping in the middle); beyond, two
  /// independent 64-bit hashes, whose chance to agree for different strings is 2^−128.
  @inline(__always)
  static func words(of text: UnsafeRawBufferPointer) -> (first: UInt64, second: UInt64) {
    let count = text.count
    guard let base = text.baseAddress, count > 0 else { return (0, 0) }
    if count >= 8 {
      if count > 16 { return unsafe longWords(base, count) }
      if count == 8 { return unsafe (UInt64(littleEndian: base.loadUnaligned(as: UInt64.self)), 0) }
      return unsafe (
        base.loadUnaligned(as: UInt64.self),
        base.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      )
    }
    var word: UInt64 = 0
    for index in 0..<count {
      word |= unsafe UInt64(base.load(fromByteOffset: index, as: UInt8.self)) &<< UInt64(8 &* index)
    }
    return (word, 0)
  }

  /// The words of a text of up to 8 bytes, when 8 bytes can be read where it starts.
  @inline(__always)
  static func shortWords(
    _ base: UnsafeRawPointer, _ count: Int
  ) -> (first: UInt64, second: UInt64) {
    // One load and a mask: lengths that vary from row to row cost no mispredicted branch.
    let word = unsafe UInt64(littleEndian: base.loadUnaligned(as: UInt64.self))
    let mask = count == 0 ? 0 : UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    return (word & mask, 0)
  }

  /// A hash of a string's words and length.
  @inline(__always)
  static func hash(_ words: (first: UInt64, second: UInt64), length: Int) -> UInt64 {
    let seed = UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15
    let folded = fold(
      words.first ^ 0xA076_1D64_78BD_642F, words.second ^ seed ^ 0xE703_7ED1_A0B4_28DB)
    // Numbered names ("item-00017") differ in few bits: one product alone leaves them in a row.
    return fold(folded ^ 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3)
  }

  @inline(never)
  private static func longWords(
    _ base: UnsafeRawPointer, _ count: Int
  ) -> (first: UInt64, second: UInt64) {
    var first: UInt64 = 0x243F_6A88_85A3_08D3
    var second: UInt64 = 0x1319_8A2E_0370_7344
    var offset = 0
    while offset &+ 16 <= count {
      let left = unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let right = unsafe base.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self)
      first = fold(first ^ left, right ^ 0xA409_3822_299F_31D1)
      second = fold(second ^ right, left ^ 0x082E_FA98_EC4E_6C89)
      offset &+= 16
    }
    // The last 16 bytes overlap what was read: `count` is at least 17 here.
    let left = unsafe base.loadUnaligned(fromByteOffset: count &- 16, as: UInt64.self)
    let right = unsafe base.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    return (
      fold(first ^ left, right ^ 0x4528_21E6_38D0_1377),
      fold(second ^ right, left ^ 0xBE54_66CF_34E9_0C6C)
    )
  }

  /// Both halves of the product, so that every input bit reaches every output bit.
  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}

/// How a text of more than 256 bytes is named: its beginning and a hash of all of it.
enum ShortenedText {
  static func bytes(of text: UnsafeRawBufferPointer) -> [UInt8] {
    let words = unsafe TextHash.words(of: text)
    var end = CategoryLimits.longestText - 24
    // Not in the middle of a character: bytes 10xxxxxx continue one.
    while end > 0, unsafe text[end] & 0xC0 == 0x80 { end -= 1 }
    let digits = String(words.first, radix: 16)
    var bytes = unsafe [UInt8](text[..<end])
    bytes.append(contentsOf: "…#".utf8)
    bytes.append(contentsOf: String(repeating: "0", count: 16 - digits.count).utf8)
    bytes.append(contentsOf: digits.utf8)
    return bytes
  }
}

/// Which counts survive when a table of counts must shrink.
enum HeavyHitters {
  /// The count to take from all so that at most `keeping` stay positive.
  static func cut(_ counts: [Int], keeping: Int) -> Int {
    guard counts.count > keeping else { return 0 }
    return counts.sorted(by: >)[keeping]
  }
}
