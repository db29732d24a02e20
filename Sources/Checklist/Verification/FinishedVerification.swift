/// All that `assay verify` found.
package struct FinishedVerification: Sendable {
  /// What became of the decision log.
  package enum Log: Sendable, Hashable {
    /// Its chain holds, with that many entries.
    case whole(entries: Int)
    /// Its chain is broken, and where.
    case broken(String)
  }

  /// The record that was verified, as it was named.
  package let report: String
  /// The record.
  package let record: AssessmentRecord
  /// Item by item.
  package let verification: Verification
  /// The decision log.
  package let log: Log
  /// What a new measurement gave otherwise; nil when none was made.
  package let difference: AssessmentDifference?

  /// Puts the findings together.
  package init(
    report: String, record: AssessmentRecord, verification: Verification, log: Log,
    difference: AssessmentDifference?
  ) {
    self.report = report
    self.record = record
    self.verification = verification
    self.log = log
    self.difference = difference
  }

  /// Whether the evidence stands.
  ///
  /// Nothing is stale, the log whole, and a new measurement, where one was made,
  /// the same. What no hash can show does not speak against it.
  package var isGood: Bool {
    guard case .whole = log, difference?.isEmpty ?? true else { return false }
    return !verification.items.contains { $0.state == .stale }
  }

  /// Whether something rests on what no hash can show and was not measured again.
  package var isOpen: Bool { difference == nil && !verification.doubtful.isEmpty }
}
