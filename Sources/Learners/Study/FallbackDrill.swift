/// What becomes of answers when the model fails on purpose.
package struct FallbackDrill: Sendable, Hashable {
  /// Rows of one question.
  package let rows: Int
  /// Without a fault first.
  package let findings: [Finding]

  /// One drill.
  package struct Finding: Sendable, Hashable {
    /// What was made to go wrong; nil for nothing.
    package let fault: FaultyPredictor.Fault?
    /// Rows that got a number.
    package let answered: Int
    /// Why the fallback answered; nil when the model did.
    package let reason: GuardedModel.Reason?
    /// How long the question took.
    package let seconds: Double
  }

  /// Asks one question without and with each fault.
  package init(
    _ model: any Predictor, _ rows: ModelRows, reading: AnswerReading,
    fallback: GuardedModel.Fallback, within: Double, range: ClosedRange<Double>,
    labels: Set<String> = []
  ) throws(PredictorError) {
    var findings: [Finding] = []
    let faults: [FaultyPredictor.Fault?] = [nil] + FaultyPredictor.Fault.allCases.map(Optional.some)
    for fault in faults {
      let own = try model.another()
      let asked: any Predictor =
        fault.map { FaultyPredictor(own, $0, seconds: 2 * within) as any Predictor } ?? own
      let answer = GuardedModel(
        asked, reading: reading, fallback: fallback, within: within, range: range,
        labels: labels
      ).answer(rows)
      findings.append(
        Finding(
          fault: fault, answered: answer.numbers.count { $0.isFinite }, reason: answer.reason,
          seconds: answer.seconds))
    }
    self.rows = rows.count
    self.findings = findings
  }
}
