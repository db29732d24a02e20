/// How a CSV file's bytes fall into records: counted apart from the engine, so that a row that the
/// engine passes over is noticed.
///
/// A line break inside quotes belongs to its value. A quote counts as one at the start of a value
/// or right after a closing quote; elsewhere it is text.
///
/// - Complexity: O(bytes) time, O(1) space; blocks without quotes are counted many bytes at once.
struct CSVRecords: Sendable, Hashable {
  /// How a record ends.
  enum End: Sendable, Hashable, CaseIterable {
    case lineFeed, carriageReturnLineFeed, carriageReturn

    /// As the engine's option spells it.
    var option: String {
      switch self {
      case .lineFeed: "\\n"
      case .carriageReturnLineFeed: "\\r\\n"
      case .carriageReturn: "\\r"
      }
    }
  }

  /// The most bytes that a record may have, its end not counted.
  static let longest = 8 << 20

  /// Records that end in LF, in CR LF, in CR.
  private var lineFeeds = 0
  private var pairs = 0
  private var carriageReturns = 0
  /// Records without a byte.
  private(set) var blank = 0
  /// Whether a byte is zero.
  private(set) var holdsNUL = false
  /// The first record that is longer than ``longest``, from 1.
  private(set) var overlong: Int?
  /// Bytes so far of the record that is being read.
  private var length = 0
  private(set) var isInQuotes = false
  private var isAtValueStart = true
  private var isAfterQuote = false
  private var previous = Self.lineFeed
  private let delimiter: UInt8

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let quote = UInt8(ascii: "\"")

  init(delimiter: Character) {
    self.delimiter = delimiter.asciiValue ?? UInt8(ascii: ",")
  }

  /// All records, blank ones and the header included; the last may lack its end.
  var count: Int {
    let hasRest =
      isInQuotes || (previous != Self.lineFeed && previous != Self.carriageReturn)
    return lineFeeds + pairs + carriageReturns + (hasRest ? 1 : 0)
  }

  /// The ends that occur.
  var ends: [End] {
    End.allCases.filter { end in
      switch end {
      case .lineFeed: lineFeeds > 0
      case .carriageReturnLineFeed: pairs > 0
      case .carriageReturn: carriageReturns > 0
      }
    }
  }

  /// Counts the next bytes of the file.
  mutating func add(_ bytes: RawSpan) {
    var start = 0
    while start < bytes.byteCount {
      let end = min(start + 4_096, bytes.byteCount)
      add(bytes, start..<end)
      start = end
    }
  }

  private mutating func add(_ bytes: RawSpan, _ block: Range<Int>) {
    var quotes: UInt8 = 0
    var zeros: UInt8 = 0
    for index in block {
      let byte = bytes.byte(index)
      quotes |= byte == Self.quote ? 1 : 0
      zeros |= byte == 0 ? 1 : 0
    }
    if zeros != 0 { holdsNUL = true }
    if quotes == 0, !isInQuotes { addPlain(bytes, block) } else { addQuoted(bytes, block) }
  }

  /// A block without quotes, outside quotes.
  private mutating func addPlain(_ bytes: RawSpan, _ block: Range<Int>) {
    measure(bytes, block)
    count(previous, bytes.byte(block.lowerBound))
    var (feeds, returns, both, empty): (UInt16, UInt16, UInt16, UInt16) = (0, 0, 0, 0)
    for index in block.dropFirst() {
      let byte = bytes.byte(index)
      let before = bytes.byte(index - 1)
      let isFeed = byte == Self.lineFeed
      let isReturn = byte == Self.carriageReturn
      let followsFeed = before == Self.lineFeed
      let followsReturn = before == Self.carriageReturn
      feeds &+= isFeed ? 1 : 0
      returns &+= isReturn ? 1 : 0
      both &+= isFeed && followsReturn ? 1 : 0
      empty &+= (isFeed || isReturn) && followsFeed || isReturn && followsReturn ? 1 : 0
    }
    lineFeeds += Int(feeds) - Int(both)
    carriageReturns += Int(returns) - Int(both)
    pairs += Int(both)
    blank += Int(empty)
    previous = bytes.byte(block.upperBound - 1)
    isAfterQuote = false
    isAtValueStart =
      previous == delimiter || previous == Self.lineFeed || previous == Self.carriageReturn
  }

  private mutating func addQuoted(_ bytes: RawSpan, _ block: Range<Int>) {
    for index in block {
      let byte = bytes.byte(index)
      if !isInQuotes, Self.isEnd(byte) { length = 0 } else { lengthen(by: 1) }
      if isInQuotes {
        if byte == Self.quote { (isInQuotes, isAfterQuote) = (false, true) }
      } else if byte == Self.quote, isAtValueStart || isAfterQuote {
        (isInQuotes, isAtValueStart, isAfterQuote) = (true, false, false)
      } else {
        count(previous, byte)
        isAfterQuote = false
        isAtValueStart =
          byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
      }
      previous = byte
    }
  }

  /// Takes the length of the records in a block without quotes; only its first can have begun
  /// before the block, and only its last can go on beyond it.
  private mutating func measure(_ bytes: RawSpan, _ block: Range<Int>) {
    guard let first = block.first(where: { Self.isEnd(bytes.byte($0)) }) else {
      lengthen(by: block.count)
      return
    }
    lengthen(by: first - block.lowerBound)
    let last = block.last { Self.isEnd(bytes.byte($0)) } ?? first
    length = block.upperBound - last - 1
  }

  private mutating func lengthen(by bytes: Int) {
    length += bytes
    if length > Self.longest, overlong == nil { overlong = lineFeeds + pairs + carriageReturns + 1 }
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte == lineFeed || byte == carriageReturn
  }

  /// Counts one byte outside quotes.
  private mutating func count(_ before: UInt8, _ byte: UInt8) {
    if byte == Self.lineFeed {
      if before == Self.carriageReturn {
        carriageReturns -= 1
        pairs += 1
      } else {
        lineFeeds += 1
        if before == Self.lineFeed { blank += 1 }
      }
    } else if byte == Self.carriageReturn {
      carriageReturns += 1
      if before == Self.lineFeed || before == Self.carriageReturn { blank += 1 }
    }
  }
}

extension RawSpan {
  /// The byte at an index.
  fileprivate func byte(_ index: Int) -> UInt8 {
    unsafe unsafeLoad(fromByteOffset: index, as: UInt8.self)
  }
}
