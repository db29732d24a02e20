internal import Foundation

/// Questions about the stored bytes of a file.
enum TextBytes {
  /// Whether an uncompressed text file holds a NUL byte.
  static func containsNUL(_ file: DataFile) throws(EngineError) -> Bool {
    guard file.compression == .none else { return false }
    if holdsZero(file.head) { return true }
    guard file.byteCount > file.head.count else { return false }
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: file.path))
      defer { try? handle.close() }
      while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
        if holdsZero(chunk) { return true }
      }
      return false
    } catch {
      throw unreadable(file, error)
    }
  }

  /// Whether a byte is zero: without an early way out, so that the loop looks at many bytes at once.
  private static func holdsZero(_ data: Data) -> Bool {
    let bytes = data.span
    var zeros: UInt8 = 0
    for index in bytes.indices { zeros |= bytes[index] == 0 ? 1 : 0 }
    return zeros != 0
  }

  /// The last four bytes as a number, least significant first.
  static func lastLittleEndianWord(_ file: DataFile) throws(EngineError) -> UInt32 {
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: file.path))
      defer { try? handle.close() }
      try handle.seek(toOffset: UInt64(max(0, file.byteCount - 4)))
      let bytes = try handle.read(upToCount: 4) ?? Data()
      return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    } catch {
      throw unreadable(file, error)
    }
  }

  private static func unreadable(_ file: DataFile, _ error: any Error) -> EngineError {
    EngineError(
      .broken, "the file could not be read (\(error.localizedDescription))",
      remedy: "check the disk and the permissions", file: file.path)
  }
}
