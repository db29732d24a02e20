internal import ArgumentParser
internal import Dispatch
internal import Engines
internal import Foundation
internal import Learners
internal import Synchronization

/// Ctrl-C: what runs in the engine and what was started is stopped, and the program ends promptly.
///
/// Files appear whole or not at all, so there is nothing to undo.
enum Interruption {
  /// Seconds for the engine to remove its temporary files; more would not be prompt.
  private static let grace = 0.3

  private static let watch = Mutex<(any DispatchSourceSignal)?>(nil)

  /// Stops the engine and ends the program with exit code 130 when Ctrl-C arrives from now on.
  static func stops(_ engine: any Engine) {
    // The source hears of the signal only when it no longer ends the process by itself.
    _ = signal(SIGINT, SIG_IGN)
    watch.withLock { watch in
      let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
      source.setEventHandler {
        engine.stop()
        DispatchQueue.global().asyncAfter(deadline: .now() + grace) {
          RunningGroups.end()
          Progress.clear()
          _exit(Outcome.interrupted.rawValue)
        }
      }
      source.resume()
      watch = source
    }
  }
}
