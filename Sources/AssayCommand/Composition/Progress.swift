internal import Checklist
internal import Foundation
internal import Synchronization

/// One line on standard error that says how far a long run is; silent unless a person watches.
final class Progress: Sendable {
  private let console: Console
  private let last = Mutex<(time: Double, width: Int)>((0, 0))

  init(_ console: Console = .standard) {
    self.console = console
  }

  /// Shows rows read so far, at most ten times a second.
  func rows(_ count: Int, of name: String) {
    show("reading \(name): \(NumberText.count(count)) rows", always: false)
  }

  /// Shows what is being done.
  func step(_ text: String) {
    show(text, always: true)
  }

  /// Removes the line.
  func finish() {
    guard console.showsProgress else { return }
    last.withLock { state in
      guard state.width > 0 else { return }
      try? FileHandle.standardError.write(
        contentsOf: Data(("\r" + String(repeating: " ", count: state.width) + "\r").utf8))
      state.width = 0
    }
  }

  /// Removes the line of whatever run there is.
  static func clear() {
    guard Console.standard.showsProgress else { return }
    let line = "\r" + String(repeating: " ", count: 78) + "\r"
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }

  private func show(_ text: String, always: Bool) {
    guard console.showsProgress else { return }
    last.withLock { state in
      let now = ProcessInfo.processInfo.systemUptime
      guard always || now - state.time > 0.1 else { return }
      let shown = String(text.prefix(78))
      let padding = String(repeating: " ", count: max(0, state.width - shown.count))
      try? FileHandle.standardError.write(contentsOf: Data("\r\(shown)\(padding)".utf8))
      state = (now, shown.count)
    }
  }
}
