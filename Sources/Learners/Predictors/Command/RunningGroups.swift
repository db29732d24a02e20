internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The groups of processes that this program started and that still run.
package enum RunningGroups {
  private static let groups = Mutex<Set<pid_t>>([])

  static func add(_ group: pid_t) {
    groups.withLock { _ = $0.insert(group) }
  }

  static func remove(_ group: pid_t) {
    groups.withLock { _ = $0.remove(group) }
  }

  /// Ends them all: for a program that is about to end by a signal.
  package static func end() {
    groups.withLock { groups in
      for group in groups { _ = kill(-group, SIGKILL) }
    }
  }
}
