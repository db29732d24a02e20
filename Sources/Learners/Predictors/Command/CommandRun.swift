/// Runs a program once, to its end; what it prints is not read.
package enum CommandRun {
  /// Runs it.
  ///
  /// - Parameters:
  ///   - words: the program and its arguments.
  ///   - folder: where it runs; empty for this process' folder.
  ///   - seconds: after which it is ended.
  /// - Returns: why it did not do its work; nil when it ended with status 0.
  /// - Throws: ``PredictorError/unavailable(_:remedy:)`` when it cannot be started.
  package static func problem(
    _ words: [String], in folder: String, seconds: Double
  ) throws(PredictorError) -> String? {
    let child = try ChildProcess(try CommandWords.words(words), in: folder)
    child.closeInput()
    do throws(ChildProcess.Failure) {
      // More lines than any program writes: it is read until it ends.
      _ = try child.exchange([], lines: Int.max, seconds: seconds)
      return nil
    } catch {
      let said = child.words.isEmpty ? "" : ", and said: \(child.words)"
      switch error {
      case .ended(let status): return status == Self.success ? nil : "the command \(status)\(said)"
      case .timeout: return "the command did not end within \(seconds) seconds\(said)"
      case .tooMuch, .unasked: return "the command printed more than can be held"
      }
    }
  }

  private static let success = "ended with exit status 0"
}
