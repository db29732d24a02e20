internal import Foundation

/// Files that are on the disk when they are said to be.
enum DurableFile {
  /// Brings what was written to the disk.
  static func sync(_ path: String) throws(QuarantineError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("read", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("write", path) }
  }

  /// Brings the names in a folder to the disk; a file system that cannot sync a folder is let be.
  static func syncFolder(of path: String) {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let descriptor = unsafe open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  static func remove(_ path: String) {
    unsafe unlink(path)
  }

  static func makeFolder(_ path: String) throws(QuarantineError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw QuarantineError(
        .broken, "the folder \(path) cannot be made (\(error.localizedDescription))",
        remedy: "check the path and its rights")
    }
  }

  /// Where a file will be: where a link leads, in a folder that is there, and over nothing but a
  /// regular file.
  static func target(_ path: String) throws(QuarantineError) -> URL {
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    guard let type = attributes?[.type] as? FileAttributeType else {
      try makeFolder(file.deletingLastPathComponent().path)
      return file
    }
    guard type == .typeRegular else {
      throw QuarantineError(
        .broken, "\(path) is \(type == .typeDirectory ? "a folder" : "no regular file")",
        remedy: "name a file")
    }
    return file
  }

  /// Puts a written file in its place; one that is there already, put by a run that was killed, is
  /// passed over.
  static func put(_ move: Change.Move) throws(QuarantineError) {
    guard exists(move.partial) else { return }
    guard move.replaces || !exists(move.target) else {
      throw QuarantineError(
        .broken, "\(move.target) is in the way of rows that are on their way there",
        remedy: "move it elsewhere, then run this again")
    }
    guard unsafe rename(move.partial, move.target) == 0 else {
      throw failure("replace", move.target)
    }
    syncFolder(of: move.target)
  }

  /// The system's reason for the last failure.
  static var reason: String { unsafe String(cString: strerror(errno)) }

  private static func failure(_ verb: String, _ path: String) -> QuarantineError {
    QuarantineError(
      .broken, "cannot \(verb) \(path) (\(reason))",
      remedy: "check the path, the rights and the free space")
  }
}
