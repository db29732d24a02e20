package import ADBC
internal import Crypto
internal import Foundation

/// What a file was when it was read: evidence is bound to it.
package struct FileFingerprint: Sendable, Hashable, Codable {
  /// The path as it was given.
  package let path: String
  package let bytes: Int
  /// SHA-256 of the content, 64 lower-case hexadecimal digits.
  package let sha256: String

  /// Reads the whole file, a MiB at a time.
  ///
  /// - Throws: ``EngineError`` when the file cannot be read.
  package init(of path: String) throws(EngineError) {
    if let problem = PlainFile.problem(path) {
      throw EngineError(
        .unreadable, problem, remedy: "name a file that is there and may be read", file: path)
    }
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      var hash = SHA256()
      var bytes = 0
      while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
        hash.update(data: chunk)
        bytes += chunk.count
      }
      self.path = path
      self.bytes = bytes
      sha256 = Self.hexadecimal(hash.finalize())
    } catch {
      throw EngineError(
        .unreadable, "the file could not be read (\(error.localizedDescription))",
        remedy: "check that it is there and may be read", file: path)
    }
  }

  /// SHA-256 of the columns' names and types in their order: equal for equal schemas.
  package static func schemaHash(_ fields: [ArrowField]) -> String {
    var hash = SHA256()
    for field in fields {
      // The length keeps ("a", "bc") apart from ("ab", "c").
      hash.update(data: Data("\(field.name.utf8.count):\(field.name)\(field.type);".utf8))
    }
    return hexadecimal(hash.finalize())
  }

  /// One hash for a set of files: of a single file its own, of several that of their hashes in
  /// order; nil for none.
  package static func combined(_ files: [FileFingerprint]) -> String? {
    guard files.count > 1 else { return files.first?.sha256 }
    var hash = SHA256()
    for file in files { hash.update(data: Data(file.sha256.utf8)) }
    return hexadecimal(hash.finalize())
  }

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    digest.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
