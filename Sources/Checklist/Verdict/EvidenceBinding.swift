/// What the evidence of an assessment was made from: it holds as long as these are the same.
package struct EvidenceBinding: Sendable, Hashable {
  /// What one check's evidence depends on.
  package struct Dependencies: Sendable, Hashable {
    /// Roles of the data sets: `train`, `test`.
    package var data: [String]
    /// Keys of assay.yaml, each with all below it.
    package var settings: [String]

    /// Makes dependencies.
    package init(data: [String], settings: [String]) {
      self.data = data
      self.settings = settings
    }
  }

  /// By the check's id.
  package var dependencies: [String: Dependencies]
  /// SHA-256 of every setting's value, by its path in assay.yaml.
  package var settings: [String: String]
  /// SHA-256 of the evidence of each check and aspect by its id, and of all under `model`.
  package var evidence: [String: String]
  /// Entries of the decision log.
  package var decisionCount: Int
  /// The hash of the log's last entry.
  package var decisionHead: String

  /// Makes a binding.
  package init(
    dependencies: [String: Dependencies] = [:], settings: [String: String] = [:],
    evidence: [String: String] = [:], decisionCount: Int = 0,
    decisionHead: String = DecisionEntry.beginning
  ) {
    self.dependencies = dependencies
    self.settings = settings
    self.evidence = evidence
    self.decisionCount = decisionCount
    self.decisionHead = decisionHead
  }
}

/// A person's signature below an aspect or the whole assessment.
package struct Signature: Sendable, Hashable {
  /// The aspect's id, or `model`.
  package var item: String
  /// Who signed.
  package var by: String
  /// With which words.
  package var reason: String
  /// When, ISO 8601 in UTC.
  package var time: String
  /// Whether the evidence is still what was signed.
  package var isCurrent: Bool

  /// Makes a signature.
  package init(item: String, by: String, reason: String, time: String, isCurrent: Bool) {
    self.item = item
    self.by = by
    self.reason = reason
    self.time = time
    self.isCurrent = isCurrent
  }
}
