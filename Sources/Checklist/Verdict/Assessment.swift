/// A whole assessment: what the reports show and what `assess --json` prints.
package struct Assessment: Sendable, Hashable {
  /// The answer.
  package var verdict: Verdict
  /// The model in question.
  package var model: ModelSummary
  /// The twelve aspects, in the checklist's order.
  package var aspects: [AspectResult]
  /// The ML Test Score with the evidence behind each test.
  package var testScore: TestScore
  /// The data that were read.
  package var inputs: [InputSummary]
  /// What was odd about the inputs and the decisions.
  package var warnings: [Warning]
  /// The command that made it, as typed.
  package var command: String
  /// The version of Assay that ran the command.
  package var assayVersion: String
  /// When, as ISO 8601 in UTC; given from outside.
  package var time: String
  /// What the evidence is bound to.
  package var binding: EvidenceBinding
  /// Signatures in the decision log, oldest first.
  package var signatures: [Signature]

  /// Makes an assessment.
  package init(
    verdict: Verdict, model: ModelSummary, aspects: [AspectResult], testScore: TestScore,
    inputs: [InputSummary], warnings: [Warning], command: String, assayVersion: String,
    time: String,
    binding: EvidenceBinding = EvidenceBinding(), signatures: [Signature] = []
  ) {
    self.verdict = verdict
    self.model = model
    self.aspects = aspects
    self.testScore = testScore
    self.inputs = inputs
    self.warnings = warnings
    self.command = command
    self.assayVersion = assayVersion
    self.time = time
    self.binding = binding
    self.signatures = signatures
  }
}
