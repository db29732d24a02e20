internal import ArgumentParser
internal import Checklist
internal import Foundation
internal import Reports

/// A file or standard output to which lines are added as they come; a slow reader is waited for.
final class LineOutput {
  private let place: LinesPlace
  private let descriptor: Int32
  /// Which file it is, however it is named; nil for what is no regular file.
  let identity: [UInt64]?

  /// Opens it; a file is made, or is there and empty.
  init(_ place: LinesPlace) throws {
    self.place = place
    guard !place.isStandardOutput else {
      descriptor = STDOUT_FILENO
      identity = nil
      guard fcntl(STDOUT_FILENO, F_GETFD) >= 0 else { throw failure(Self.reason()) }
      return
    }
    let opened = unsafe open(place.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard opened >= 0 else {
      throw UsageError(
        "cannot write \(place.path.visible) (\(Self.reason())): check the folder and the permissions."
      )
    }
    // Where standard output is closed, its number would be that of the file, and the summary go
    // there.
    descriptor = opened > STDERR_FILENO ? opened : fcntl(opened, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    if descriptor != opened { close(opened) }
    var status = stat()
    let isRegular = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    identity =
      isRegular
      ? [
        UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino),
      ] : nil
    if isRegular, status.st_size > 0 {
      close(descriptor)
      throw UsageError(
        "\(place.path.visible) holds something: rows of a stream are added as they come, so name "
          + "a new file.")
    }
  }

  /// Writes all bytes and empties the buffer.
  func write(_ bytes: inout [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe buffer.baseAddress.map {
          unsafe Foundation.write(descriptor, $0 + start, buffer.count - start)
        } ?? 0
      }
      if count >= 0 {
        start += count
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw failure(Self.reason())
      }
    }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Ends the file: what was written is on the disk.
  func finish() throws {
    guard !place.isStandardOutput else { return }
    // A pipe cannot be synced, and has no need to be.
    let isSynced = fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS
    guard isSynced, close(descriptor) == 0 else { throw failure(Self.reason()) }
  }

  private func failure(_ reason: String) -> ReportWriteError {
    ReportWriteError(
      path: place.isStandardOutput ? "standard output" : place.path, step: .write, reason: reason)
  }

  private static func reason() -> String { unsafe String(cString: strerror(errno)) }
}
