package import Checklist
internal import Learners
internal import Measurements
internal import Statistics

/// Whether the model still answers well when its rows are a little worse than those of test.
package enum ModelIsRobust: Check {
  package static let card = CheckCard(
    id: "responsible.robustness", aspect: .responsible,
    title: "The model is robust to noise, and answers rows with missing and strange values",
    summary: """
      Asks the model again after noise on every number, with a tenth of the values missing, and with a \
      tenth out of range: the loss of the primary metric, the share of answers that flip, rows without an \
      answer.
      """,
    reference:
      "paired differences on the same rows, as `baseline` has them; Wilson's interval for shares",
    needs: ["model.onnx", "data.test"],
    settings: ModelSettings.keys + ["metrics"])

  package static func needs(_ project: Project) -> Needs {
    guard project.model.predictor != nil, project.reasonNotDisturbed == nil else { return Needs() }
    return Needs(metrics: [.test], rows: [.test], model: [.robustness])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let reason = facts.project.reasonNotDisturbed { return notApplicable(reason) }
    guard facts.project.model.predictor != nil else { return missingModel() }
    if let missing = missingSets([.test], in: facts) { return missing }
    guard let study = try facts.model?.get().robustness?.get() else {
      return notApplicable("The model was not asked.")
    }
    let primary = try facts.metricOfAnswers()
    let features = facts[.test].map { facts.project.features(in: $0.profile) } ?? []
    let hasGaps = features.contains { (facts[.test]?.profile[$0]?.missing ?? 0) > 0 }
    var draft = FindingDraft()
    var measurements: [Measurement] = []
    for finding in study.findings {
      let judged = judge(finding, primary, study.rows, hasGaps: hasGaps)
      draft.add(judged.status, judged.sentence)
      measurements += [
        Measurement(
          name: "loss of \(primary.key) with \(finding.perturbation.words)",
          value: finding.loss.value, interval: finding.loss.interval, unit: primary.card.unit,
          threshold: finding.perturbation == .noise ? primary.tolerance : nil,
          note: finding.loss.note),
        Measurement(
          name: "answers that flip with \(finding.perturbation.words)",
          value: finding.flipped.value, interval: finding.flipped.interval, unit: "share",
          note: finding.flipped.note),
      ]
    }
    let status = draft.status
    return evidence(
      status, draft.text, measurements: measurements,
      method: """
        \(NumberText.count(study.rows)) labelled test rows were sent as they are and three times changed: \
        each number by normal noise of \(NumberText.plain(Perturbation.noiseScale)) standard deviations; \
        \(NumberText.percent(Perturbation.share)) of the values missing; \
        \(NumberText.percent(Perturbation.share)) out of range (numbers by the column's whole range, texts \
        never seen). With noise up to \(NumberText.plain(primary.tolerance)) of the primary metric may be \
        lost (\(primary.toleranceOrigin)); what is lost otherwise is told and not judged. A model that ends \
        or refuses fails; one that answers no number fails where test has such rows, else it asks for \
        attention.
        """,
      remedy: status == .pass
        ? nil
        : """
        Validate rows before they reach the model, give it answers for missing and strange values, and \
        train with the noise that production has.
        """,
      weight: status == .fail ? 0.8 : 0.5)
  }

  private static func judge(
    _ finding: RobustnessStudy.Finding, _ primary: PrimaryMetric, _ rows: Int, hasGaps: Bool
  ) -> (status: CheckStatus, sentence: String) {
    let words = finding.perturbation.words
    guard finding.unanswered == 0 else {
      let reason = finding.reason.map { ": \($0.asClause)" } ?? ""
      // Who only has no number for what does not occur can be kept from it; who ends takes others
      // along.
      let occurs = finding.perturbation == .noise || finding.perturbation == .missing && hasGaps
      return (
        finding.reason != nil || occurs ? .fail : .attention,
        """
        With \(words) \(finding.unanswered.of("row")) got no answer, or one that is no number\(reason).
        """
      )
    }
    let text = MetricText(primary.card)
    let flipped = NumberText.percent(finding.flipped.value ?? 0)
    guard finding.loss.value != nil else {
      return (
        .attention,
        "With \(words) \(flipped) of the answers flip; \(finding.loss.note ?? "no loss is known")."
      )
    }
    let told =
      "With \(words) \(text.name) loses \(text.words(finding.loss)) and \(flipped) of the answers flip"
    guard finding.perturbation == .noise else { return (.pass, "\(told).") }
    let judgement = Judgement(finding.loss, atMost: primary.tolerance, rows: rows)
    let open = judgement.open(finding.loss, "test rows").map { "; \($0)" } ?? ""
    return (CheckStatus(judgement), "\(told)\(open).")
  }
}

extension Perturbation {
  /// What was done, to follow "with".
  var words: String {
    switch self {
    case .noise: "noise on every number"
    case .missing: "every tenth value missing"
    case .outOfRange: "every tenth value out of range"
    }
  }
}
