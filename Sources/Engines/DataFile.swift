internal import Foundation

/// How a file's bytes are laid out, told from its content first and its name second.
enum FileKind: String, Sendable, Hashable {
  case parquet = "Parquet"
  case csv = "CSV"
  case json = "JSON"
}

/// How a file is compressed.
enum Compression: String, Sendable, Hashable {
  case none, gzip, zstd
}

/// A file that can be scanned.
struct DataFile: Sendable, Hashable {
  let path: String
  let kind: FileKind
  let compression: Compression
  /// The first bytes, as stored.
  let head: Data
  let byteCount: Int

  /// Bytes of the beginning that are looked at.
  static let headLength = 1 << 20

  /// Looks at a file.
  ///
  /// - Throws: ``EngineError`` when it is missing, unreadable, empty, cut off, in an encoding other
  ///   than UTF-8, or of a kind that cannot be read.
  init(path: String) throws(EngineError) {
    let (head, tail, byteCount) = try Self.ends(of: path)
    guard byteCount > 0 else {
      throw EngineError(
        .unreadable, "the file is empty",
        remedy: "check that whatever writes it has finished", file: path)
    }
    self.path = path
    self.head = head
    self.byteCount = byteCount
    let start = head.prefix(8)
    if start.starts(with: Array("PAR1".utf8)) {
      guard tail == Data("PAR1".utf8), byteCount >= 12 else {
        throw EngineError(
          .unreadable, "the Parquet file is cut off: its end is missing",
          remedy: "copy or write it again", file: path)
      }
      (kind, compression) = (.parquet, .none)
      return
    }
    if let foreign = Self.foreignKind(of: start) {
      throw EngineError(
        .unreadable, "this is \(foreign)", remedy: "save it as Parquet or CSV", file: path)
    }
    compression =
      start.starts(with: [0x1F, 0x8B])
      ? .gzip : start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) ? .zstd : .none
    if compression == .none { try Self.refuseWideText(head, path: path) }
    kind = try Self.textKind(path: path, head: compression == .none ? head : nil)
  }

  /// First bytes, last four bytes and size.
  private static func ends(of path: String) throws(EngineError) -> (Data, Data, Int) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw EngineError(
        .unreadable, "there is no such file", remedy: "check the spelling and the folder",
        file: path)
    }
    if PlainFile.isEndless(path) {
      throw EngineError(
        .unreadable, PlainFile.endless, remedy: "write the rows to a file, and name that",
        file: path)
    }
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw EngineError(
        .unreadable, "the file may not be read by this user",
        remedy: "give read permission to it", file: path)
    }
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      let head = try handle.read(upToCount: headLength) ?? Data()
      let size = try handle.seekToEnd()
      try handle.seek(toOffset: size >= 4 ? size - 4 : 0)
      return (head, try handle.read(upToCount: 4) ?? Data(), Int(clamping: size))
    } catch {
      throw EngineError(
        .broken, "the file could not be read (\(error.localizedDescription))",
        remedy: "check the disk and the permissions", file: path)
    }
  }

  private static func foreignKind(of start: Data) -> String? {
    let kinds: [([UInt8], String)] = [
      (Array("PK\u{3}\u{4}".utf8), "a ZIP archive or an Excel workbook"),
      (Array("ARROW1".utf8), "an Arrow or Feather file"), (Array("ORC".utf8), "an ORC file"),
      (Array("Obj\u{1}".utf8), "an Avro file"), (Array("SQLite f".utf8), "a SQLite database"),
      ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"), (Array("%PDF".utf8), "a PDF document"),
      (Array("BZh".utf8), "a bzip2 archive"), ([0xFD, 0x37, 0x7A, 0x58], "an xz archive"),
      ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook"), ([0x80, 0x04, 0x95], "a Python pickle"),
      ([0x80, 0x05, 0x95], "a Python pickle"), ([0x93, 0x4E, 0x55, 0x4D], "a NumPy array"),
      ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ]
    return kinds.first { start.starts(with: $0.0) }?.1
  }

  /// Refuses UTF-16 and UTF-32, with or without a byte-order mark.
  private static func refuseWideText(_ head: Data, path: String) throws(EngineError) {
    let hasMark = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
    let sample = head.prefix(4_096)
    let zeros = sample.count { $0 == 0 }
    guard hasMark || (zeros > 0 && zeros * 4 >= sample.count) else { return }
    guard hasMark || sample.count >= 4 else { return }
    throw EngineError(
      .unreadable, "the text is UTF-16, not UTF-8",
      remedy: "convert it with: iconv -f UTF-16 -t UTF-8", file: path)
  }

  private static func textKind(path: String, head: Data?) throws(EngineError) -> FileKind {
    let first = head?.drop { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }.first
    let named = namedKind(path)
    if named == .parquet, head != nil {
      throw EngineError(
        .unreadable, "the name says Parquet, the content is not",
        remedy: "write it again, or rename it to what it is", file: path)
    }
    if let named, named != .parquet { return named }
    if let first, first == UInt8(ascii: "{") { return .json }
    return .csv
  }

  /// The kind that a name promises; compression suffixes are passed over.
  static func namedKind(_ path: String) -> FileKind? {
    var name = Substring(path.split(separator: "/").last ?? "").lowercased()
    for suffix in [".gz", ".zst", ".zstd"] where name.hasSuffix(suffix) {
      name.removeLast(suffix.count)
    }
    switch name.split(separator: ".").last ?? "" {
    case "parquet", "pq", "parq": return .parquet
    case "csv", "tsv", "txt", "tab", "psv": return .csv
    case "json", "jsonl", "ndjson": return .json
    default: return nil
    }
  }
}
