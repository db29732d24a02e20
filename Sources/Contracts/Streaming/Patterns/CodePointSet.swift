/// A set of Unicode code points, as ranges in order.
struct CodePointSet: Hashable {
  private(set) var ranges: [ClosedRange<UInt32>] = []

  /// The greatest code point.
  static let last: UInt32 = 0x10_FFFF

  /// Makes a set of ranges in any order.
  init(_ ranges: [ClosedRange<UInt32>]) {
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let end = self.ranges.last, range.lowerBound <= end.upperBound + 1 {
        self.ranges[self.ranges.count - 1] =
          end.lowerBound...max(end.upperBound, range.upperBound)
      } else {
        self.ranges.append(range)
      }
    }
  }

  /// One code point.
  init(_ point: Unicode.Scalar) {
    ranges = [point.value...point.value]
  }

  /// The sets that have a name in a pattern, by the letter behind the backslash.
  static func named(_ letter: Unicode.Scalar) -> CodePointSet? {
    let ranges: [ClosedRange<Character>]
    switch letter {
    case "d", "D": ranges = ["0"..."9"]
    case "w", "W": ranges = ["0"..."9", "A"..."Z", "_"..."_", "a"..."z"]
    case "s", "S": ranges = ["\t"..."\n", "\u{0C}"..."\u{0D}", " "..." "]
    default: return nil
    }
    let set = CodePointSet(characters: ranges)
    return letter.properties.isUppercase ? set.complement : set
  }

  /// The sets of POSIX, by their names.
  static func posix(_ name: String) -> CodePointSet? {
    let ranges: [ClosedRange<Character>]? =
      switch name {
      case "alnum": ["0"..."9", "A"..."Z", "a"..."z"]
      case "alpha": ["A"..."Z", "a"..."z"]
      case "ascii": ["\0"..."\u{7F}"]
      case "blank": ["\t"..."\t", " "..." "]
      case "cntrl": ["\0"..."\u{1F}", "\u{7F}"..."\u{7F}"]
      case "digit": ["0"..."9"]
      case "graph": ["!"..."~"]
      case "lower": ["a"..."z"]
      case "print": [" "..."~"]
      case "punct": ["!"..."/", ":"..."@", "["..."`", "{"..."~"]
      case "space": ["\t"..."\r", " "..." "]
      case "upper": ["A"..."Z"]
      case "word": ["0"..."9", "A"..."Z", "_"..."_", "a"..."z"]
      case "xdigit": ["0"..."9", "A"..."F", "a"..."f"]
      default: nil
      }
    return ranges.map { CodePointSet(characters: $0) }
  }

  private init(characters: [ClosedRange<Character>]) {
    self.init(
      characters.map { range in
        func value(_ character: Character) -> UInt32 {
          character.unicodeScalars.first?.value ?? 0
        }
        return value(range.lowerBound)...value(range.upperBound)
      })
  }

  /// Everything else.
  var complement: CodePointSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.last { gaps.append(next...Self.last) }
    return CodePointSet(gaps)
  }

  /// Both sets together.
  func union(_ other: CodePointSet) -> CodePointSet { CodePointSet(ranges + other.ranges) }

  /// The set with the other case of its letters; nil when one is not of ASCII, whose cases are not
  /// known here.
  var withBothCases: CodePointSet? {
    guard (ranges.last?.upperBound ?? 0) < 0x80 else { return nil }
    var all = ranges
    for (lower, upper) in zip(
      0x61...0x7A as ClosedRange<UInt32>, 0x41...0x5A as ClosedRange<UInt32>)
    where ranges.contains(where: { $0.contains(lower) || $0.contains(upper) }) {
      all += [lower...lower, upper...upper]
      // The long s and the sign of kelvin are cases of s and k.
      if lower == 0x73 { all.append(0x17F...0x17F) }
      if lower == 0x6B { all.append(0x212A...0x212A) }
    }
    return CodePointSet(all)
  }

  /// The set as sequences of ranges of bytes of UTF-8.
  var byteSequences: [[ClosedRange<UInt8>]] {
    let lengths: [ClosedRange<UInt32>] = [
      0...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x1_0000...Self.last,
    ]
    return ranges.flatMap { range in
      lengths.filter(range.overlaps).flatMap { Self.sequences(range.clamped(to: $0)) }
    }
  }

  /// The same of code points that have equally many bytes.
  private static func sequences(_ range: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
    let (low, high) = (range.lowerBound, range.upperBound)
    let length = UTF8Bytes.encoded(low).count
    for continuation in 1..<max(length, 1) {
      let mask = (UInt32(1) << UInt32(6 * continuation)) - 1
      guard low & ~mask != high & ~mask else { continue }
      // The bytes from here on run through all their values, or the range is cut so that they do.
      if low & mask != 0 {
        return sequences(low...(low | mask)) + sequences(((low | mask) + 1)...high)
      }
      if high & mask != mask {
        return sequences(low...((high & ~mask) - 1)) + sequences((high & ~mask)...high)
      }
    }
    return [zip(UTF8Bytes.encoded(low), UTF8Bytes.encoded(high)).map { $0...$1 }]
  }
}
