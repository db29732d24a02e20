/// One aspect's part of an assessment.
package struct AspectResult: Sendable, Hashable {
  /// The aspect.
  package var aspect: Aspect
  /// How it stands.
  package var status: AspectStatus
  /// Evidence of its checks, in the registry's order.
  package var checks: [Evidence]
  /// Its questions with the answers given.
  package var questions: [AnsweredQuestion]
  /// The decision in force on the whole aspect, if any.
  package var decision: Decision?
  /// The decisions in force on single checks, by the check's id.
  package var checkDecisions: [String: Decision]
  /// What a reader should know about its decisions: expired, not needed, without effect.
  package var notes: [String]

  /// Makes a result.
  package init(
    aspect: Aspect, status: AspectStatus, checks: [Evidence], questions: [AnsweredQuestion],
    decision: Decision?, checkDecisions: [String: Decision] = [:], notes: [String] = []
  ) {
    self.aspect = aspect
    self.status = status
    self.checks = checks
    self.questions = questions
    self.decision = decision
    self.checkDecisions = checkDecisions
    self.notes = notes
  }
}
