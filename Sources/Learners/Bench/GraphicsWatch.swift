internal import Foundation
internal import Synchronization

/// Looks at the graphics processors while a load runs, where `nvidia-smi` answers.
final class GraphicsWatch: Sendable {
  private let state = Mutex<(isOver: Bool, uses: [Double], peak: Double)>((false, [], 0))
  private let finished = DispatchSemaphore(value: 0)

  /// Seconds to wait for the first line.
  private static let patience = 3.0

  /// Starts to look; nil where no such program answers.
  init?() {
    let words = [
      "nvidia-smi", "--query-gpu=utilization.gpu,memory.used", "--format=csv,noheader,nounits",
      "--loop-ms=200",
    ]
    let child: ChildProcess
    do throws(PredictorError) {
      child = try ChildProcess(words, in: "")
    } catch {
      return nil
    }
    guard let line = Self.line(of: child, seconds: Self.patience) else { return nil }
    add(line)
    let thread = Thread { [self] in
      while !state.withLock({ $0.isOver }) {
        if let line = Self.line(of: child, seconds: 0.5) { add(line) }
      }
      finished.signal()
    }
    thread.start()
  }

  /// Stops; the mean share of time in use over all processors, and the highest memory of one in
  /// bytes.
  func stop() -> (use: Double, peak: Double) {
    state.withLock { $0.isOver = true }
    finished.wait()
    return state.withLock { state in
      (state.uses.reduce(0, +) / Double(max(1, state.uses.count)), state.peak)
    }
  }

  private func add(_ line: (use: Double, memory: Double)) {
    state.withLock { state in
      state.uses.append(line.use)
      state.peak = max(state.peak, line.memory)
    }
  }

  /// `37, 1024`: per cent and mebibytes.
  private static func line(of child: ChildProcess, seconds: Double) -> (Double, Double)? {
    do throws(ChildProcess.Failure) {
      let bytes = try child.exchange([], lines: 1, seconds: seconds)
      let numbers = String(decoding: bytes, as: UTF8.self).split(separator: ",").map {
        Double($0.trimmingCharacters(in: .whitespacesAndNewlines))
      }
      guard numbers.count == 2, let use = numbers[0], let memory = numbers[1] else { return nil }
      return (use / 100, memory * 1_048_576)
    } catch {
      return nil
    }
  }
}
