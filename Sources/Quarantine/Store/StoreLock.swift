internal import Foundation

/// One process works on a store at a time; the lock ends with the process, however that ends.
final class StoreLock: Sendable {
  static let fileName = "lock"

  private let descriptor: Int32

  /// Waits until no other process works on the store.
  ///
  /// - Parameter waiting: called once, when there is another.
  init(_ path: String, waiting: () -> Void) throws(QuarantineError) {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw QuarantineError(
        .broken, "\(path) cannot be opened (\(DurableFile.reason))",
        remedy: "check the rights of the store's folder")
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    waiting()
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        throw QuarantineError(
          .broken, "\(path) cannot be locked (\(DurableFile.reason))",
          remedy: "put the store on a disk whose file system has locks")
      }
    }
  }

  deinit { close(descriptor) }
}
