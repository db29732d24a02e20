internal import Foundation
internal import Synchronization

/// Brings files to the disk while something else writes them, so that the sync at the end is short.
///
/// It promises nothing: who needs the files on the disk syncs them when they are whole, unless this
/// has failed. The system tells of a write that failed once, and so whoever syncs first must hand
/// it on.
final class EarlySync: Sendable {
  /// Bytes that a file grows by before it is synced again: below that the end is not long.
  private static let step = 32 << 20
  private static let interval = DispatchTimeInterval.milliseconds(100)

  /// The place of a file that could not be synced, and the system's code.
  typealias Failure = (file: Int, code: Int32)

  private let failure = Mutex<Failure?>(nil)
  private let isAsked = DispatchSemaphore(value: 0)
  private let isEnded = DispatchSemaphore(value: 0)

  /// Begins to watch files that are there now or will be, until ``end()``.
  init(_ paths: [String]) {
    Thread.detachNewThread { [self] in
      var synced = [Int](repeating: 0, count: paths.count)
      while isAsked.wait(timeout: .now() + Self.interval) == .timedOut {
        for (file, path) in paths.enumerated() {
          synced[file] = sync(path, file, from: synced[file])
        }
      }
      isEnded.signal()
    }
  }

  /// Ends the watch and answers what failed first.
  ///
  /// To be called once.
  func end() -> Failure? {
    isAsked.signal()
    isEnded.wait()
    return failure.withLock { $0 }
  }

  /// Syncs a file that has grown by a step since `size`; answers up to where it is synced.
  private func sync(_ path: String, _ file: Int, from size: Int) -> Int {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return size }
    defer { close(descriptor) }
    let end = Int(lseek(descriptor, 0, SEEK_END))
    guard end >= size + Self.step else { return size }
    if fsync(descriptor) != 0 {
      let code = errno
      failure.withLock { $0 = $0 ?? (file, code) }
    }
    return end
  }
}
