internal import Statistics

/// The joint drift of two sets as documents show it: what a classifier found, or why there is none.
package struct JointDrift: Sendable, Hashable, Encodable {
  /// What the classifier found; nil when it could not be asked.
  package let finding: DomainClassifier.Finding?
  /// What maximum mean discrepancy found in the numeric columns; nil when there is none.
  package let discrepancy: JointDiscrepancy?
  /// Why it could not be asked.
  package let note: String?

  /// What was found.
  package init(_ finding: DomainClassifier.Finding, discrepancy: JointDiscrepancy? = nil) {
    self.finding = finding
    self.discrepancy = discrepancy
    note = nil
  }

  /// Nothing was found, and why.
  package init(undefined reason: String) {
    finding = nil
    discrepancy = nil
    note = reason
  }

  private enum Key: String, CodingKey { case auc, interval, contributions, mmd, method, note }
  private enum PartKey: String, CodingKey { case column, gain }
  private enum TestKey: String, CodingKey { case statistic, pValue, method, columns, note }

  /// Writes the `joint` part of the `drift` document.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(finding?.auc, forKey: .auc)
    try container.encodeIfPresent(finding?.interval, forKey: .interval)
    var parts = container.nestedUnkeyedContainer(forKey: .contributions)
    for contribution in finding?.contributions ?? [] {
      var part = parts.nestedContainer(keyedBy: PartKey.self)
      try part.encode(contribution.column, forKey: .column)
      try part.encode(contribution.gain, forKey: .gain)
    }
    if let discrepancy {
      var test = container.nestedContainer(keyedBy: TestKey.self, forKey: .mmd)
      try test.encode(discrepancy.outcome.statistic, forKey: .statistic)
      try test.encode(discrepancy.outcome.pValue, forKey: .pValue)
      try test.encode(discrepancy.outcome.method, forKey: .method)
      try test.encode(discrepancy.columns, forKey: .columns)
      try test.encodeIfPresent(discrepancy.outcome.note, forKey: .note)
    }
    if let finding {
      try container.encode(
        "gradient-boosted trees, cross-fitted on \(finding.referenceRows) and "
          + "\(finding.currentRows) rows", forKey: .method)
    }
    try container.encodeIfPresent(note, forKey: .note)
  }
}
