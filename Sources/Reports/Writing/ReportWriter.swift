internal import Checklist
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Writes text files so that each appears whole or not at all.
///
/// The text goes to a new file beside the target, is synced to the disk and then renamed over it;
/// the folder is synced last. A failure on the way removes the temporary file and leaves what was
/// there.
package struct ReportWriter: Sendable {
  /// Makes a writer.
  package init() {}

  /// Writes a file, making its folder when there is none.
  ///
  /// - Throws: ``ReportWriteError`` naming the file, the step and the system's reason.
  package func write(_ text: String, to path: String) throws(ReportWriteError) {
    let file = try target(path)
    let (folder, temporary) = try beside(file)
    do throws(ReportWriteError) {
      try writeAndSync(text, to: temporary, for: file)
      guard unsafe rename(temporary.path, file.path) == 0 else {
        throw ReportWriteError(path: file.path, step: .replace, reason: Self.systemReason())
      }
    } catch {
      unsafe unlink(temporary.path)
      throw error
    }
    syncFolder(folder)
  }

  /// Puts a file in place that something else writes, for example an engine.
  ///
  /// - Parameter make: writes the file whose path it gets, beside the target.
  /// - Throws: ``ReportWriteError``, and what `make` throws.
  package func place(_ path: String, _ make: (String) throws -> Void) throws {
    try place([path]) { try make($0[0]) }
  }

  /// Puts several files in place that something else writes: all of them, or none.
  ///
  /// Only a power cut between two renames can leave the first ones without the last; so the one
  /// that others act upon comes last.
  ///
  /// - Parameter make: writes the files whose paths it gets, each beside its target.
  /// - Throws: ``ReportWriteError``, and what `make` throws.
  package func place(_ paths: [String], _ make: ([String]) throws -> Void) throws {
    var files: [PartialFile] = []
    defer { for file in files { file.discard() } }
    for path in paths {
      let file = try target(path)
      let (folder, temporary) = try beside(file)
      files.append(PartialFile(target: file, folder: folder, temporary: temporary))
    }
    let early = EarlySync(files.map(\.temporary.path))
    let made = Result { try make(files.map(\.temporary.path)) }
    let unsynced = early.end()
    try made.get()
    if let unsynced {
      throw ReportWriteError(
        path: files[unsynced.file].target.path, step: .write,
        reason: Self.systemReason(unsynced.code))
    }
    for file in files { try sync(file) }
    for index in files.indices {
      do throws(ReportWriteError) {
        try replace(&files[index])
      } catch {
        for placed in files[..<index] { placed.restore() }
        throw error
      }
    }
    for file in files { syncFolder(file.folder) }
  }

  private func sync(_ file: PartialFile) throws(ReportWriteError) {
    let descriptor = unsafe open(file.temporary.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ReportWriteError(path: file.target.path, step: .write, reason: Self.systemReason())
    }
    let isSynced = fsync(descriptor) == 0
    close(descriptor)
    guard isSynced else {
      throw ReportWriteError(path: file.target.path, step: .write, reason: Self.systemReason())
    }
  }

  /// Renames a file over its target, keeping what was there until all are in place.
  private func replace(_ file: inout PartialFile) throws(ReportWriteError) {
    file.hasEarlier = unsafe link(file.target.path, file.earlier.path) == 0
    guard unsafe rename(file.temporary.path, file.target.path) == 0 else {
      throw ReportWriteError(path: file.target.path, step: .replace, reason: Self.systemReason())
    }
  }

  /// A file on its way to its target.
  private struct PartialFile {
    let target: URL
    let folder: URL
    let temporary: URL
    var hasEarlier = false

    /// What was at the target, while it may have to come back.
    var earlier: URL { temporary.appendingPathExtension("earlier") }

    /// Undoes a rename.
    func restore() {
      if hasEarlier {
        _ = unsafe rename(earlier.path, target.path)
      } else {
        unsafe unlink(target.path)
      }
    }

    /// Removes what is left beside the target.
    func discard() {
      unsafe unlink(temporary.path)
      unsafe unlink(earlier.path)
    }
  }

  /// The file to replace: where a link leads, and nothing but a regular file.
  private func target(_ path: String) throws(ReportWriteError) -> URL {
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    guard let type = attributes?[.type] as? FileAttributeType, type != .typeRegular else {
      return file
    }
    throw ReportWriteError(
      path: path, step: .replace,
      reason: type == .typeDirectory ? "it is a folder" : "it is no regular file")
  }

  /// The file's folder, made where there is none, and the path of a new file in it.
  private func beside(_ file: URL) throws(ReportWriteError) -> (folder: URL, temporary: URL) {
    let folder = file.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw ReportWriteError(
        path: folder.path, step: .createFolder, reason: Self.reason(of: error))
    }
    let name = ".\(file.lastPathComponent).\(UUID().uuidString).partial"
    return (folder, folder.appendingPathComponent(name))
  }

  private func writeAndSync(
    _ text: String, to temporary: URL, for file: URL
  ) throws(ReportWriteError) {
    let descriptor = unsafe open(temporary.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw ReportWriteError(path: file.path, step: .create, reason: Self.systemReason())
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    do {
      try handle.write(contentsOf: Data(text.utf8))
      try handle.synchronize()
      try handle.close()
    } catch {
      close(descriptor)
      throw ReportWriteError(path: file.path, step: .write, reason: Self.reason(of: error))
    }
  }

  /// Makes the rename itself survive a power cut; a file system that cannot sync a folder is let
  /// be.
  private func syncFolder(_ folder: URL) {
    let descriptor = unsafe open(folder.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func systemReason(_ code: Int32 = errno) -> String {
    String(describing: POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO).localizedDescription)
  }

  private static func reason(of error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return (underlying ?? error as NSError).localizedDescription
  }
}

/// A report could not be written; what was at the path before is still there.
package struct ReportWriteError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was being done.
  package enum Step: String, Sendable, Hashable {
    case createFolder = "create the folder"
    case create = "create a file beside"
    case write = "write"
    case replace = "replace"
  }

  package let path: String
  package let step: Step
  /// The system's own words.
  package let reason: String

  /// Makes an error.
  package init(path: String, step: Step, reason: String) {
    self.path = path
    self.step = step
    self.reason = reason
  }

  /// One sentence for the person who must act.
  package var description: String {
    "Cannot \(step.rawValue) \(path.visible): \(reason)\(reason.hasSuffix(".") ? "" : ".") "
      + "Check the path, the permissions and the free space, or choose another place with --out."
  }
}
