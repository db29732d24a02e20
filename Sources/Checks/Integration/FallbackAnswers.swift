package import Checklist
internal import Learners
internal import Statistics

/// Whether the declared fallback answers in time when the model does not.
package enum FallbackAnswers: Check {
  package static let card = CheckCard(
    id: "integration.fallback", aspect: .integration,
    title: "When the model is slow, down or answers nonsense, the fallback gives answers in time",
    summary: """
      Makes the model fail on purpose, in this process: slow, down, answers that are no numbers, too few answers. \
      Each time the fallback has to answer all rows within the limit, and without a fault the model itself.
      """,
    reference: "fault injection; times of a single question each",
    needs: ["integration.fallback", "model.onnx", "data.test"],
    settings: ModelSettings.keys + ["integration.fallback", "integration.output"])

  package static func needs(_ project: Project) -> Needs {
    guard project.model.predictor != nil, project.integration.fallback != nil else {
      return Needs()
    }
    return Needs(rows: [.test], model: [.fallback])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard let fallback = facts.project.integration.fallback else {
      return missing(
        "Nothing says what answers when the model does not.", add: ["integration.fallback"])
    }
    guard facts.project.model.predictor != nil else { return missingModel() }
    if let missing = missingSets([.test], in: facts) { return missing }
    guard let drill = try facts.model?.get().fallback?.get() else {
      return notApplicable("The model was not asked.")
    }
    var status = CheckStatus.pass
    var sentences: [String] = []
    var measurements: [Measurement] = []
    for finding in drill.findings {
      let name = finding.fault?.words ?? "nothing was wrong"
      let judged = Self.judge(finding, drill.rows, within: fallback.seconds)
      status = status.worse(judged.status)
      if let sentence = judged.sentence { sentences.append(sentence) }
      measurements += [
        Measurement(
          name: "rows answered while \(name)", value: Double(finding.answered), unit: "rows",
          threshold: Double(drill.rows)),
        Measurement(
          name: "time of the answer while \(name)", value: finding.seconds, unit: "seconds",
          threshold: fallback.seconds, isMomentary: true),
      ]
    }
    if sentences.isEmpty {
      sentences = [
        """
        The fallback answered all \(drill.rows.of("row")) within \(NumberText.plain(fallback.seconds)) seconds \
        while the model was slow, down, answered nonsense or too few rows; without a fault the model answered.
        """
      ]
    }
    return evidence(
      status, sentences.joined(separator: " "), measurements: measurements,
      method: """
        One question of \(drill.rows.of("test row")) was asked without and with each fault. The model gets half of \
        \(NumberText.plain(fallback.seconds)) seconds; then, or when it fails or answers what no prediction can be, \
        the fallback is asked. What a prediction can be is said by integration.output, else finite, and of a \
        score from 0 to 1. What is drilled is this rule with the team's model and fallback, not the team's own \
        serving code.
        """,
      remedy: status == .pass
        ? nil
        : """
        Give the fallback what it needs to answer alone and in time, or the consumers of the answer more of it \
        (integration.fallback.within).
        """,
      weight: status == .fail ? 0.85 : 0.5)
  }

  private static func judge(
    _ finding: FallbackDrill.Finding, _ rows: Int, within: Double
  ) -> (status: CheckStatus, sentence: String?) {
    guard let fault = finding.fault else {
      guard let reason = finding.reason else {
        return finding.seconds <= within
          ? (.pass, nil)
          : (
            .fail,
            "The model itself needed more than the \(NumberText.plain(within)) seconds that are allowed."
          )
      }
      return (
        .fail,
        "Without any fault the model's answer was not taken: \(reason.words)."
      )
    }
    let name = fault.words.capitalizedFirst
    if finding.reason == nil {
      return (.fail, "\(name), and its answers were taken as if they were good.")
    }
    if finding.answered < rows {
      return (
        .fail, "\(name), and the fallback left \((rows - finding.answered).of("row")) unanswered."
      )
    }
    return finding.seconds <= within
      ? (.pass, nil)
      : (
        .fail,
        """
        \(name), and the answers came later than within the \(NumberText.plain(within)) seconds that are \
        allowed.
        """
      )
  }
}

extension GuardedModel.Reason {
  /// A clause.
  fileprivate var words: String {
    switch self {
    case .slow: "it was not there in half of the time"
    case .failed(let error): error.asClause.visible
    case .nonsense(let flaw): "it gave \(flaw.visible)"
    }
  }
}
