internal import Checklist
internal import Foundation
internal import Reports

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The decision log beside a project file.
struct DecisionFile {
  /// Where it is.
  let path: String

  /// The log beside the project file.
  init(besideProject project: String) {
    let folder = URL(filePath: project).deletingLastPathComponent().relativePath
    path =
      folder == "." || folder == "./" ? DecisionLog.fileName : "\(folder)/\(DecisionLog.fileName)"
  }

  /// Reads the log; one without entries when there is no file.
  func log() throws -> DecisionLog {
    guard FileManager.default.fileExists(atPath: path) else { return DecisionLog() }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UsageError("\(path) cannot be read; check that it may be.")
    }
    return try DecisionLog(data, file: path)
  }

  /// Adds an entry at the end, alone: two people who decide at once wait for one another.
  ///
  /// - Parameter entry: makes the entry that follows this log.
  func append(_ entry: (DecisionLog) throws -> DecisionEntry) throws -> DecisionEntry {
    let lock = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
      if lock >= 0 { close(lock) }
      throw ReportWriteError(
        path: path, step: .create, reason: unsafe String(cString: strerror(errno)))
    }
    defer { close(lock) }
    let added = try entry(try log())
    let handle = FileHandle(fileDescriptor: lock, closeOnDealloc: false)
    let end = try handle.seekToEnd()
    do {
      try handle.write(contentsOf: try added.line() + Data("\n".utf8))
      try handle.synchronize()
    } catch {
      // Half a line would break the chain for everybody after.
      try? handle.truncate(atOffset: end)
      throw ReportWriteError(path: path, step: .write, reason: error.localizedDescription)
    }
    return added
  }
}
