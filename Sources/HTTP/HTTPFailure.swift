/// Why a request has no answer: one sentence for the person who must act.
///
/// Neither headers nor what stands before `@` and after `?` in an address is in it: they may be
/// secrets.
package struct HTTPFailure: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Reason: Sendable, Hashable {
    /// The address is not one that can be asked.
    case address
    /// Nobody answered: refused, unknown host, broken connection.
    case unreachable
    /// No whole answer in time.
    case timeout
    /// The answer is larger than the limit.
    case tooLarge
    /// The request was stopped from this side.
    case cancelled
  }

  package let reason: Reason
  package let problem: String
  /// What to do, without a full stop.
  package let remedy: String

  /// Makes a failure.
  package init(_ reason: Reason, _ problem: String, remedy: String) {
    self.reason = reason
    self.problem = problem
    self.remedy = remedy
  }

  package var description: String { "\(problem); \(remedy)" }
}
