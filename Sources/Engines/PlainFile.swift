package import Foundation

/// A file that lies on a disk, whole and with an end: what a setting or an argument may name.
///
/// Devices and pipes have no end, or none yet, and what was read of them is gone: neither a hash
/// nor a second look at them means anything. They, sockets and folders are refused before a byte is
/// read.
package enum PlainFile {
  /// Why a path is no such file, a clause: `there is no such file`; nil where it is one.
  ///
  /// A link counts as what it leads to.
  package static func problem(_ path: String) -> String? {
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: real),
      let type = attributes[.type] as? FileAttributeType
    else {
      return FileManager.default.fileExists(atPath: path)
        ? "it cannot be read" : absent
    }
    switch type {
    case .typeRegular:
      return FileManager.default.isReadableFile(atPath: real)
        ? nil : "it may not be read by this user"
    case .typeDirectory: return "it is a folder"
    default: return endless
    }
  }

  /// What is wrong with a file that is not there, a clause.
  package static let absent = "there is no such file"

  /// What is wrong with a device, a pipe or a socket, a clause.
  static let endless = "it is no regular file: a device, a pipe or a socket has no end to read to"

  /// Whether a path is a device, a pipe or a socket.
  static func isEndless(_ path: String) -> Bool { problem(path) == endless }

  /// Whether a path is a folder, or a link to one.
  package static func isFolder(_ path: String) -> Bool {
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    let type = (try? FileManager.default.attributesOfItem(atPath: real))?[.type]
    return type as? FileAttributeType == .typeDirectory
  }

  /// All bytes of a file.
  ///
  /// - Parameter limit: how many they may be.
  /// - Throws: ``PlainFileProblem``.
  package static func bytes(
    _ path: String, atMost limit: Int = .max
  ) throws(PlainFileProblem) -> Data {
    if let problem = problem(path) { throw PlainFileProblem(words: problem) }
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      guard limit < .max else { return try handle.readToEnd() ?? Data() }
      let bytes = try handle.read(upToCount: limit + 1) ?? Data()
      guard bytes.count <= limit else {
        throw PlainFileProblem(words: "it is larger than \(limit >> 20) MiB")
      }
      return bytes
    } catch let problem as PlainFileProblem {
      throw problem
    } catch {
      throw PlainFileProblem(words: "it cannot be read (\(error.localizedDescription))")
    }
  }
}

/// Why a file's bytes cannot be had, a clause.
package struct PlainFileProblem: Error, Sendable, Hashable {
  package let words: String
}
