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
  /// Checks that were not measured again since they send something.
  package let notRepeated: [String]

  /// Puts the findings together.
  package init(
    report: String, record: AssessmentRecord, verification: Verification, log: Log,
    difference: AssessmentDifference?, notRepeated: [String] = []
  ) {
    self.report = report
    self.record = record
    self.verification = verification
    self.log = log
    self.difference = difference
    self.notRepeated = notRepeated
  }

  /// What speaks against the evidence.
  package enum Fault: Sendable, Hashable, CaseIterable {
    /// Something that an item was made from has changed.
    case stale
    /// A new measurement gave other numbers or findings.
    case differs
    /// The chain of the decision log is broken.
    case brokenLog
  }

  /// What speaks against the evidence: nothing where it stands.
  ///
  /// What no hash can show does not, and neither does what people decided since.
  package var faults: [Fault] {
    Fault.allCases.filter { fault in
      switch fault {
      case .stale: verification.items.contains { $0.state == .stale }
      case .differs: difference.map { !$0.isEmpty && !$0.isOfDecisionsAlone } ?? false
      case .brokenLog: if case .broken = log { true } else { false }
      }
    }
  }

  /// Whether the evidence stands.
  package var isGood: Bool { faults.isEmpty }

  /// Whether something rests on what no hash can show and was not measured again.
  package var isOpen: Bool { difference == nil && !verification.doubtful.isEmpty }
}
