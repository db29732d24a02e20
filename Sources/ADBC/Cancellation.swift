internal import Synchronization

/// Stops a query from any thread.
///
/// The driver is told at once, so that a query which has not given its first batch stops too; and
/// the stream looks at the flag before each batch, so that a driver which cannot be told stops
/// after the batch that it is working on.
package final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)
  private let interrupt: @Sendable () -> Void

  init(interrupt: @escaping @Sendable () -> Void) { self.interrupt = interrupt }

  /// Whether ``cancel()`` was called.
  package var isCancelled: Bool { flag.load(ordering: .acquiring) }

  /// Stops the query.
  ///
  /// Its stream throws ``ADBCError/cancelled`` from then on. Safe to call twice.
  package func cancel() {
    let (exchanged, _) = flag.compareExchange(
      expected: false, desired: true, ordering: .acquiringAndReleasing)
    if exchanged { interrupt() }
  }
}
