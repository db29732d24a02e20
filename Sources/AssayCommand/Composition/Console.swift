internal import ArgumentParser
internal import Engines
internal import Foundation
internal import Reports

/// Standard output and standard error of this process, and how text is painted on them.
struct Console: Sendable {
  /// What this process was started with.
  static let standard = Console(
    style: TerminalStyle(
      isTerminal: isatty(STDOUT_FILENO) == 1,
      environment: ProcessInfo.processInfo.environment, columns: Self.columns()),
    showsProgress: isatty(STDERR_FILENO) == 1
      && ProcessInfo.processInfo.environment["TERM"] != "dumb")

  /// How results are painted.
  let style: TerminalStyle
  /// Whether progress is shown: only to a person at a terminal.
  let showsProgress: Bool

  /// Where a result goes.
  enum Stream { case standardOutput, standardError }

  /// Writes a result and a line feed, where nothing else says so to standard output.
  func print(_ text: String, on stream: Stream = .standardOutput) {
    write(text, to: stream == .standardOutput ? .standardOutput : .standardError)
  }

  /// Writes a message for people to standard error.
  func say(_ text: String) {
    write(text, to: .standardError)
  }

  /// Writes a document as JSON, where nothing else says so to standard output.
  func print(json document: some Encodable, on stream: Stream = .standardOutput) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(document)
    print(String(decoding: data, as: UTF8.self), on: stream)
  }

  /// Says what is odd about the inputs.
  func warn(_ warnings: [WarningDocument]) {
    for warning in warnings { say("warning: \(warning.sentence)") }
  }

  /// Appends a summary where a CI system asks for one; when that fails, says so and goes on.
  func summarise(_ summary: @autoclosure () -> StepSummary) {
    guard let file = StepSummaryFile(environment: ProcessInfo.processInfo.environment) else {
      return
    }
    do throws(StepSummaryError) {
      try file.append(summary())
    } catch {
      say("warning: \(error)")
    }
  }

  private func write(_ text: String, to handle: FileHandle) {
    let line = text.hasSuffix("\n") ? text : text + "\n"
    do {
      try handle.write(contentsOf: Data(line.utf8))
    } catch {
      // A reader that went away (`| head`) is no error of ours; a full disk is.
      let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      guard handle === FileHandle.standardOutput,
        (underlying ?? error as NSError).code != Int(EPIPE)
      else { return }
      say("assay: standard output could not be written; check the free space of where it goes.")
      Foundation.exit(Outcome.unreadable.rawValue)
    }
  }

  private static func columns() -> Int? {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }
}
