internal import Engines

/// Why a quarantine store did not do what was asked: one sentence for the person who must act.
package struct QuarantineError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What the error means for the program's exit code.
  package enum Kind: Sendable, Hashable {
    /// What the person asked for cannot be.
    case refused
    /// The store, its disk or its files cannot be used.
    case broken
  }

  package let kind: Kind
  /// What is wrong: a clause without a full stop.
  package let problem: String
  /// What to do, without a full stop.
  package let remedy: String

  /// Makes an error.
  package init(_ kind: Kind, _ problem: String, remedy: String) {
    self.kind = kind
    self.problem = problem
    self.remedy = remedy
  }

  package var description: String { "\(problem); \(remedy)." }
}
