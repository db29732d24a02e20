internal import Foundation
internal import Synchronization

/// Looks at processor time and memory again and again while a load runs.
final class ResourceWatch: Sendable {
  private let target: ProcessFigures.Target
  private let state: Mutex<(isOver: Bool, peak: Int)>
  private let finished = DispatchSemaphore(value: 0)
  private let first: ProcessFigures

  /// Seconds between two looks.
  private static let pause = 0.02

  /// Starts to look; nil where there is nothing to be seen.
  init?(_ target: ProcessFigures.Target) {
    guard let first = ProcessFigures(target) else { return nil }
    self.target = target
    self.first = first
    state = Mutex((false, first.memory))
    let thread = Thread { [self] in
      while !state.withLock({ $0.isOver }) {
        if let figures = ProcessFigures(target) {
          state.withLock { $0.peak = max($0.peak, figures.memory) }
        }
        MonotonicClock.wait(until: MonotonicClock.now() + Self.pause)
      }
      finished.signal()
    }
    thread.start()
  }

  /// Stops; processor seconds since the start, nil when processes are gone with theirs, and the
  /// highest memory.
  func stop() -> (seconds: Double?, peak: Int) {
    let last = ProcessFigures(target)
    state.withLock { state in
      state.isOver = true
      state.peak = max(state.peak, last?.memory ?? 0)
    }
    finished.wait()
    let seconds = last.map { $0.seconds - first.seconds }
    return (seconds.flatMap { $0 < 0 ? nil : $0 }, state.withLock { $0.peak })
  }
}
