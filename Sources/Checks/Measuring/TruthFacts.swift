package import Checklist
internal import Engines
package import Measurements

/// What was found of labels and of those who give them.
package struct TruthFacts: Sendable {
  /// What checks want to know.
  package enum Question: Sendable, Hashable {
    /// Labels joined to their predictions.
    case labels
    /// Judgements of annotators.
    case annotations
  }

  /// Labels joined to predictions, or why they cannot be; nil when not asked.
  package var labels: Result<JoinedLabels, any Error>?
  /// How far annotators agree, or why that is not known; nil when not asked.
  package var annotations: Result<AgreementReport, any Error>?
}

/// Labels that were joined to the predictions of a set.
package struct JoinedLabels: Sendable {
  /// The set of the predictions.
  package let role: Project.DataRole
  /// How many, and how late.
  package let report: LabelImportReport
  /// Rows with a label against those without; nil where one of the two is empty.
  package let selection: DriftReport?
  /// The days after which completeness was asked.
  package let days: [Int]
}
