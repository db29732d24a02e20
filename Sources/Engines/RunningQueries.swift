internal import ADBC
internal import Synchronization

/// The queries of one engine that may be running, so that all of them can be stopped at once.
final class RunningQueries: Sendable {
  private struct Entry {
    weak var cancellation: Cancellation?
  }
  private struct State {
    var entries: [Entry] = []
    var isStopped = false
  }
  private let state = Mutex(State())

  /// Runs a query that ``stop()`` stops, even before its first batch.
  func query(_ sql: String, on connection: Connection) throws(ADBCError) -> any BatchStream {
    let statement = try connection.statement()
    try register(statement.cancellation)
    return try statement.execute(sql)
  }

  /// Runs something that ``stop()`` stops by a statement's cancellation.
  func guarded(
    _ cancellation: Cancellation, _ body: () throws(ADBCError) -> Void
  ) throws(ADBCError) {
    try register(cancellation)
    do throws(ADBCError) { try body() } catch {
      throw cancellation.isCancelled ? .cancelled : error
    }
  }

  private func register(_ cancellation: Cancellation) throws(ADBCError) {
    let isStopped = state.withLock { state in
      state.entries.removeAll { $0.cancellation == nil }
      state.entries.append(Entry(cancellation: cancellation))
      return state.isStopped
    }
    if isStopped { throw .cancelled }
  }

  /// Stops what runs and refuses what comes.
  func stop() {
    let running = state.withLock { state in
      state.isStopped = true
      return state.entries.compactMap(\.cancellation)
    }
    for cancellation in running { cancellation.cancel() }
  }
}
