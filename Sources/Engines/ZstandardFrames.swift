internal import Foundation

/// Whether a Zstandard file ends where its own blocks say that it does.
///
/// The engine reads a cut-off stream up to the cut without a word. A frame is a header, blocks that
/// each state their length and whether they are the last, and perhaps a checksum: following the
/// lengths takes one small read a block, at most 128 KiB of content each.
///
/// - Source: RFC 8878, section 3.1.
struct ZstandardFrames {
  private let handle: FileHandle
  private let end: UInt64
  private var offset: UInt64 = 0

  /// - Throws: what the system says when the file cannot be read.
  static func areWhole(path: String, byteCount: Int) throws -> Bool {
    let handle = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? handle.close() }
    var frames = ZstandardFrames(handle: handle, end: UInt64(max(0, byteCount)))
    while frames.offset < frames.end {
      guard try frames.skipFrame() else { return false }
    }
    return frames.offset == frames.end
  }

  private init(handle: FileHandle, end: UInt64) {
    self.handle = handle
    self.end = end
  }

  /// Passes one frame; false when the file ends inside it or it is none.
  private mutating func skipFrame() throws -> Bool {
    guard let magic = try number(bytes: 4) else { return false }
    // Sixteen numbers begin frames that hold something else, and say how much.
    if magic & 0xFFFF_FFF0 == 0x184D_2A50 {
      guard let length = try number(bytes: 4) else { return false }
      offset += length
      return offset <= end
    }
    guard magic == 0xFD2F_B528, let descriptor = try number(bytes: 1) else { return false }
    let isSingle = descriptor & 0x20 != 0
    let window: UInt64 = isSingle ? 0 : 1
    let dictionary: UInt64 = [0, 1, 2, 4][Int(descriptor & 3)]
    let size: UInt64 = [isSingle ? 1 : 0, 2, 4, 8][Int(descriptor >> 6)]
    offset += window + dictionary + size
    while true {
      guard let block = try number(bytes: 3) else { return false }
      // A block of the kind 1 is one byte, repeated.
      offset += (block >> 1) & 3 == 1 ? 1 : block >> 3
      guard offset <= end else { return false }
      if block & 1 == 1 { break }
    }
    if descriptor & 4 != 0 { offset += 4 }
    return offset <= end
  }

  /// The next bytes as a number, least significant first; nil when the file ends before.
  private mutating func number(bytes: UInt64) throws -> UInt64? {
    guard offset + bytes <= end else { return nil }
    try handle.seek(toOffset: offset)
    guard let data = try handle.read(upToCount: Int(bytes)), data.count == Int(bytes) else {
      return nil
    }
    offset += bytes
    return data.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
