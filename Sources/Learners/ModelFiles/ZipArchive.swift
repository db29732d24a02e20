/// The members of a zip archive, by its directory at the end.
struct ZipArchive {
  /// One member.
  struct Member {
    let name: String
    /// Its bytes as they stand in the file; nil where they are compressed.
    let content: FilePart?
  }

  let members: [Member]

  private static let mostMembers = 100_000

  /// Reads the directory; nil when the bytes have none, or one that leads nowhere.
  init?(_ part: FilePart) throws(ModelFileError) {
    guard let directory = try Self.directory(part), directory.count <= Self.mostMembers else {
      return nil
    }
    var members: [Member] = []
    var place = directory.place
    for _ in 0..<directory.count {
      guard try part.has([0x50, 0x4B, 0x01, 0x02], at: place),
        let method = try part.number(at: place + 10, bytes: 2),
        let stored = try part.number(at: place + 20, bytes: 4),
        let nameLength = try part.number(at: place + 28, bytes: 2),
        let extraLength = try part.number(at: place + 30, bytes: 2),
        let commentLength = try part.number(at: place + 32, bytes: 2),
        let offset = try part.number(at: place + 42, bytes: 4),
        let name = try part.bytes(at: place + 46, count: nameLength)
      else { return nil }
      let wide = try Self.wide(
        part, extra: place + 46 + nameLength, length: extraLength,
        whole: try part.number(at: place + 24, bytes: 4) ?? 0, stored: stored, offset: offset)
      var content: FilePart?
      if method == 0 {
        content = try Self.content(part, at: wide.offset, count: wide.stored)
        if content == nil { return nil }
      }
      members.append(Member(name: String(decoding: name, as: UTF8.self), content: content))
      place += 46 + nameLength + extraLength + commentLength
    }
    self.members = members
  }

  /// Where the directory starts, and how many members it has.
  private static func directory(
    _ part: FilePart
  ) throws(ModelFileError) -> (place: Int, count: Int)? {
    // Behind the end's 22 bytes stands a comment of at most 65,535.
    var end = part.count - 22
    let last = max(0, end - 65_535)
    while end >= last {
      if try part.has([0x50, 0x4B, 0x05, 0x06], at: end) { break }
      end -= 1
    }
    guard end >= last, let count = try part.number(at: end + 10, bytes: 2),
      let place = try part.number(at: end + 16, bytes: 4)
    else { return nil }
    guard count == 0xFFFF || place == 0xFFFF_FFFF else { return (place, count) }
    guard try part.has([0x50, 0x4B, 0x06, 0x07], at: end - 20),
      let wide = try part.number(at: end - 12, bytes: 8),
      try part.has([0x50, 0x4B, 0x06, 0x06], at: wide),
      let wideCount = try part.number(at: wide + 32, bytes: 8),
      let widePlace = try part.number(at: wide + 48, bytes: 8)
    else { return nil }
    return (widePlace, wideCount)
  }

  /// Size and place of a member, from the extra field where four bytes are too few.
  private static func wide(
    _ part: FilePart, extra: Int, length: Int, whole: Int, stored: Int, offset: Int
  ) throws(ModelFileError) -> (stored: Int, offset: Int) {
    var (size, start) = (stored, offset)
    var place = extra
    while place + 4 <= extra + length {
      guard let id = try part.number(at: place, bytes: 2),
        let count = try part.number(at: place + 2, bytes: 2)
      else { break }
      if id == 1 {
        var field = place + 4
        if whole == 0xFFFF_FFFF { field += 8 }
        if stored == 0xFFFF_FFFF {
          size = try part.number(at: field, bytes: 8) ?? stored
          field += 8
        }
        if offset == 0xFFFF_FFFF { start = try part.number(at: field, bytes: 8) ?? offset }
      }
      place += 4 + count
    }
    return (size, start)
  }

  /// The bytes behind a member's own header.
  private static func content(
    _ part: FilePart, at place: Int, count: Int
  ) throws(ModelFileError) -> FilePart? {
    guard let nameLength = try part.number(at: place + 26, bytes: 2),
      let extraLength = try part.number(at: place + 28, bytes: 2)
    else { return nil }
    return part.part(at: place + 30 + nameLength + extraLength, count: count)
  }
}

/// The members of a tar archive.
enum TarArchive {
  private static let block = 512
  private static let mostMembers = 10_000

  /// Whether a part is one.
  static func isOne(_ part: FilePart) throws(ModelFileError) -> Bool {
    try part.has(Array("ustar".utf8), at: 257)
  }

  /// Names and bytes; ends where a header is none.
  static func members(
    _ part: FilePart
  ) throws(ModelFileError) -> [(name: String, content: FilePart)] {
    var members: [(String, FilePart)] = []
    var place = 0
    while members.count < mostMembers, try part.has(Array("ustar".utf8), at: place + 257),
      let name = try part.bytes(at: place, count: 100),
      let digits = try part.bytes(at: place + 124, count: 12),
      let size = Int(String(decoding: digits.prefix { $0.isOctal }, as: UTF8.self), radix: 8),
      let content = part.part(at: place + block, count: size)
    {
      members.append((String(decoding: name.prefix { $0 != 0 }, as: UTF8.self), content))
      place += block + (size + block - 1) / block * block
    }
    return members
  }
}

extension UInt8 {
  fileprivate var isOctal: Bool { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(self) }
}
