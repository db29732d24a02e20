internal import Foundation

/// Questions about the stored bytes of a file.
enum TextBytes {
  /// Objects and lists inside each other that a JSON file may have: the time to find its shape
  /// grows with the square of their number.
  static let deepestJSON = 100

  /// The records of an uncompressed CSV file; nil of a compressed one.
  static func records(_ file: DataFile, delimiter: Character) throws(EngineError) -> CSVRecords? {
    guard file.compression == .none else { return nil }
    var records = CSVRecords(delimiter: delimiter)
    try forEachChunk(of: file) { records.add($0.bytes) }
    return records
  }

  /// Refuses an uncompressed JSON file whose objects and lists nest too deeply, with the line.
  static func refuseDeepJSON(_ file: DataFile) throws(EngineError) {
    guard file.compression == .none else { return }
    var nesting = JSONNesting(limit: deepestJSON)
    try forEachChunk(of: file) { nesting.add($0.bytes) }
    guard let line = nesting.lineBeyondLimit else { return }
    throw EngineError(
      .unreadable, "objects and lists of the JSON lie more than \(deepestJSON) deep in each other",
      remedy: "take the values that are to be measured out of them", file: file.path, line: line)
  }

  private static func forEachChunk(
    of file: DataFile, _ body: (Data) -> Void
  ) throws(EngineError) {
    if file.byteCount <= file.head.count {
      body(file.head)
      return
    }
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: file.path))
      defer { try? handle.close() }
      while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { body(chunk) }
    } catch {
      throw unreadable(file, error)
    }
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

  /// Whether a Zstandard file ends as a whole one does.
  static func isWholeZstandard(_ file: DataFile) throws(EngineError) -> Bool {
    do {
      return try ZstandardFrames.areWhole(path: file.path, byteCount: file.byteCount)
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
