/// Why a store cannot be used: one sentence for the person who must act.
package struct StorageError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Reason: Sendable, Hashable {
    /// It is not a file of this kind, or of a newer version of the program.
    case foreign
    /// Another process writes to it.
    case busy
    /// The disk, its rights or the file failed.
    case broken
  }

  package let reason: Reason
  package let file: String
  package let problem: String
  /// What to do, without a full stop.
  package let remedy: String

  /// Makes an error.
  package init(_ reason: Reason, file: String, _ problem: String, remedy: String) {
    self.reason = reason
    self.file = file
    self.problem = problem
    self.remedy = remedy
  }

  package var description: String { "\(file): \(problem); \(remedy)" }
}
