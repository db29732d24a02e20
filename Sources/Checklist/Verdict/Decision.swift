/// A decision about an aspect or a check: who took it, why, and until when it holds.
///
/// `waive` sets the item aside, failures included; an aspect with a waiver in force never passes,
/// it is *waived*, so that the verdict names the condition. `accept` says that a person looked at a
/// warning and takes it on: attention, an undecided and a missing check no longer hold the aspect
/// up. Accepting neither lifts a failure nor answers a question. `reject` says that a person finds
/// the item not good enough: it fails, whatever its checks say.
package struct Decision: Sendable, Hashable {
  /// `waive`, `accept`, `reject`.
  package var kind: String
  /// Who decided.
  package var by: String
  /// Why.
  package var reason: String
  /// ISO 8601 date of the last day on which it holds; a waiver always has one.
  package var until: String?

  /// Makes a decision.
  package init(kind: String, by: String, reason: String, until: String?) {
    self.kind = kind
    self.by = by
    self.reason = reason
    self.until = until
  }
}
