import Checklist
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The file that GitHub Actions, and what imitates it, shows as the summary of a step.
///
/// What other commands of the step wrote stays; nothing is written beyond the megabyte above which
/// the whole summary would be refused.
package struct StepSummaryFile: Sendable {
  /// The variable that names the file.
  package static let variable = "GITHUB_STEP_SUMMARY"
  /// The largest summary of a step that GitHub shows, in bytes.
  package static let limit = 1 << 20

  private let path: String

  /// The file that the environment names; nil when it names none.
  package init?(environment: [String: String]) {
    guard let path = environment[Self.variable], !path.isEmpty else { return nil }
    self.path = path
  }

  /// Appends a summary; a write that fails on the way leaves what was there.
  ///
  /// - Throws: ``StepSummaryError``.
  package func append(_ summary: StepSummary) throws(StepSummaryError) {
    // Without O_NONBLOCK a pipe that nobody reads would hold the program up.
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
    let descriptor = unsafe open(path, flags, 0o644)
    guard descriptor >= 0 else { throw failure(errno) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let size = max(0, Int(lseek(descriptor, 0, SEEK_END)))
    let lead = size > 0 ? "\n\n" : ""
    guard let text = summary.text(atMost: Self.limit - size - lead.utf8.count) else {
      throw StepSummaryError(path: path, reason: "it already holds as much as is shown")
    }
    do {
      try handle.write(contentsOf: Data((lead + text).utf8))
    } catch {
      let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      ftruncate(descriptor, off_t(size))
      throw StepSummaryError(
        path: path, reason: (underlying ?? error as NSError).localizedDescription)
    }
  }

  private func failure(_ code: Int32) -> StepSummaryError {
    StepSummaryError(
      path: path,
      reason: POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO).localizedDescription)
  }
}

/// A step's summary that could not be written: never a reason to end otherwise.
package struct StepSummaryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// The system's own words.
  package let reason: String

  /// One sentence for a person.
  package var description: String {
    "the step's summary was not written to \(path.visible) (\(StepSummaryFile.variable)): \(reason)"
      + (reason.hasSuffix(".") ? "" : ".")
  }
}
