import Checklist
import Testing

/// One thing that is wrong with a sample, and the checks that must notice.
struct Mutation: Sendable, CustomTestStringConvertible {
  let name: String
  let task: Sample.Task
  /// Every check that is no longer content, with its new status.
  let flips: [String: CheckStatus]
  /// Words that the finding of the first of them must hold.
  let says: String
  let change: @Sendable (inout Sample) -> Void

  var testDescription: String { "\(name) (\(task.rawValue))" }

  init(
    _ name: String, _ task: Sample.Task = .binary, flips: [String: CheckStatus], says: String,
    change: @escaping @Sendable (inout Sample) -> Void
  ) {
    self.name = name
    self.task = task
    self.flips = flips
    self.says = says
    self.change = change
  }
}
