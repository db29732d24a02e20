internal import Foundation

/// After which pauses questions are asked again whose connection was lost, or which the server
/// ended.
///
/// Only what reads is asked again, and only from its beginning: of PostgreSQL the snapshot goes
/// with the connection, so that answers from before and after belong to different rows.
package struct AskingAgain: Sendable {
  /// The pauses; after the last one the fault is told.
  package let pauses: [Duration]
  private let wait: @Sendable (Duration) -> Void

  /// Makes a rule.
  ///
  /// - Parameter wait: waits so long.
  package init(pauses: [Duration], wait: @escaping @Sendable (Duration) -> Void) {
    self.pauses = pauses
    self.wait = wait
  }

  /// Three times within eight seconds: a server that starts again, or a proxy that moves a session,
  /// needs some.
  package static let standard = AskingAgain(
    pauses: [.milliseconds(500), .seconds(2), .seconds(5)]
  ) { pause in
    Thread.sleep(forTimeInterval: pause / .seconds(1))
  }

  /// Does something until it does not fail by a fault that passes, or the pauses are used up.
  ///
  /// - Parameter failed: told before each pause.
  package func run<Answer>(
    failed: (EngineError) -> Void = { _ in }, _ body: () throws(EngineError) -> Answer
  ) throws(EngineError) -> Answer {
    for pause in pauses {
      do throws(EngineError) { return try body() } catch {
        guard error.isPassing else { throw error }
        failed(error)
        wait(pause)
      }
    }
    return try body()
  }
}

extension Engine {
  /// Asks questions of a source in one session, and all of them in a new one when the connection
  /// was lost.
  ///
  /// - Parameters:
  ///   - progress: told when they are asked again.
  ///   - ask: may be called several times, and hands nothing on before it returns.
  /// - Throws: ``EngineError``.
  package func asked<Answer>(
    _ source: DataSource, again: AskingAgain = .standard, progress: (String) -> Void = { _ in },
    _ ask: (TableSession) throws(EngineError) -> Answer
  ) throws(EngineError) -> Answer {
    try again.run(failed: { _ in
      progress("the connection to \(source.shown) was lost, asking again")
    }) {
      () throws(EngineError) in try ask(try session(source))
    }
  }
}
