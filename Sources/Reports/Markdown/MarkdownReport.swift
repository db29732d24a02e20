package import Checklist

/// An assessment as Markdown: fit for a pull request's comment, a wiki or a mail.
///
/// The verdict and the three findings that matter most come first; each aspect's evidence is folded
/// away in `<details>`, so that a comment stays short.
package struct MarkdownReport: Sendable {
  private let assessment: Assessment

  /// The report of an assessment.
  package init(_ assessment: Assessment) {
    self.assessment = assessment
  }

  /// The whole text.
  package func text() -> String {
    [
      heading, findings, conditions, checklist,
      assessment.aspects.map(Self.aspect).joined(separator: "\n"), closing,
    ].joined(separator: "\n")
  }

  /// The verdict and what it is about.
  var heading: String {
    let words = StatusWords(assessment.verdict)
    let model = assessment.model
    let name = [model.name, model.version].filter { !$0.isEmpty }.joined(separator: " ")
    var output = "# \(Self.icon(words)) \(words.word) – \(name.markdownEscaped)\n\n"
    output += AssessmentWords(assessment).reason + "\n\n"
    if let figure = AssessmentWords(assessment).decidingFigure {
      output += "**Decides: \(figure.markdownEscaped)**\n\n"
    }
    output += "Task: \(model.task.markdownEscaped), target: \(model.target.markdownEscaped). "
    output += "Assessed \(assessment.time.markdownEscaped) "
    output += "with Assay \(assessment.assayVersion.markdownEscaped).\n"
    for signature in assessment.signatures {
      output += "\n\(DecisionText.words(signature).markdownEscaped)\n"
    }
    return output
  }

  private var findings: String {
    let findings = FindingOrder.all(assessment).prefix(3)
    guard !findings.isEmpty else { return "" }
    return "## Most important\n\n" + Self.entries(findings)
  }

  /// What a GO is on condition of; nothing of another verdict.
  var conditions: String {
    let all = Conditions(assessment).all
    guard !all.isEmpty else { return "" }
    return "## On condition of\n\n"
      + all.map { "- \($0.item.markdownEscaped): \($0.words.markdownEscaped)\n" }.joined()
  }

  /// Findings as a numbered list, each with what to do.
  static func entries(_ findings: some Sequence<FindingOrder.Finding>) -> String {
    var output = ""
    for (position, finding) in findings.enumerated() {
      let words = StatusWords(finding.evidence.status)
      output += "\(position + 1). **\(words.word)** – "
      output += "**\(claim(finding.evidence))** "
      output += "(\(finding.evidence.check.id.markdownEscaped)). "
      output += finding.evidence.finding.markdownEscaped
      if let remedy = finding.evidence.remedy {
        output += "<br>→ \(remedy.markdownEscaped)"
      }
      output += "\n"
    }
    return output
  }

  /// A line for each aspect.
  var checklist: String {
    var output =
      "## The checklist\n\n| | Aspect | Status | Main finding |\n| --: | --- | --- | --- |\n"
    for result in assessment.aspects {
      let words = StatusWords(result.status)
      let sentence = AspectSentence(result).short
      output += "| \(result.aspect.number) | \(result.aspect.title.markdownEscaped) "
      output += "| \(Self.icon(words)) \(words.word) | \(sentence.markdownEscaped) |\n"
    }
    let unanswered = AssessmentWords(assessment).unanswered
    output += "\nQuestions: \(unanswered.count) of \(unanswered.all) unanswered. "
    output += "ML Test Score: \(AssessmentWords(assessment).testScore.markdownEscaped).\n"
    return output
  }

  private static func aspect(_ result: AspectResult) -> String {
    let words = StatusWords(result.status)
    var output = "<details><summary><b>\(result.aspect.number). "
    output += "\(result.aspect.title.markdownEscaped)</b> – \(words.word)</summary>\n\n"
    if let decision = result.decision {
      output += DecisionText.words(decision).markdownEscaped + "\n\n"
    }
    for evidence in FindingOrder.sorted(result.checks) {
      output += check(evidence, result.checkDecisions[evidence.check.id])
    }
    for answered in result.questions {
      let answer = answered.answer
      output += "- \(answered.question.text.markdownEscaped) "
      output += answer.map { "→ \($0.text.markdownEscapedLines)" } ?? "**unanswered**"
      if let by = answer?.by { output += " (\(by.markdownEscaped))" }
      output += "\n"
    }
    return output + "\n</details>\n"
  }

  private static func check(_ evidence: Evidence, _ decision: Decision?) -> String {
    let words = StatusWords(evidence.status)
    var output = "**\(words.word): \(claim(evidence))** "
    output += "(\(evidence.check.id.markdownEscaped))<br>"
    output += evidence.finding.markdownEscaped + "\n"
    if let decision { output += "\n" + DecisionText.words(decision).markdownEscaped + "\n" }
    if let remedy = evidence.remedy { output += "\n→ \(remedy.markdownEscaped)\n" }
    if !evidence.measurements.isEmpty {
      output += "\n| Measurement | Value | Interval | Threshold | Note |\n"
      output += "| --- | --: | --- | --: | --- |\n"
    }
    for measurement in evidence.measurements {
      let text = MeasurementText(measurement)
      let interval = text.interval.map { "\($0) (\(text.intervalMethod ?? ""))" } ?? ""
      output += "| \(measurement.name.markdownEscaped) | \(text.value.markdownEscaped) "
      output += "| \(interval.markdownEscaped) | \((text.threshold ?? "").markdownEscaped) "
      output += "| \((measurement.note ?? "").markdownEscaped) |\n"
    }
    return output + "\n"
  }

  /// A check's title, with what keeps it from being read as said.
  private static func claim(_ evidence: Evidence) -> String {
    let lead = evidence.status.beforeClaim.map { "\($0) " } ?? ""
    return lead + evidence.check.title.markdownEscaped
  }

  private var closing: String {
    var output = "## Inputs\n\n| Role | Source | Rows | Columns | SHA-256 |\n"
    output += "| --- | --- | --: | --: | --- |\n"
    for input in assessment.inputs {
      let hash = input.contentHash.map { String($0.prefix(16)) + "…" } ?? "–"
      output += "| \(input.role.markdownEscaped) | \(input.source.markdownEscaped) "
      output += "| \(NumberText.count(input.rows)) | \(NumberText.count(input.columns)) "
      output += "| \(hash.markdownEscaped) |\n"
    }
    if !assessment.warnings.isEmpty {
      output +=
        "\n" + assessment.warnings.map { "- Warning: \($0.sentence.markdownEscaped)\n" }.joined()
    }
    return output + "\nCommand: \(assessment.command.markdownEscaped)\n"
  }

  private static func icon(_ words: StatusWords) -> String {
    switch words.tone {
    case .good: "✅"
    case .caution: "⚠️"
    case .bad: "❌"
    case .muted, .plain, .strong: "➖"
    }
  }
}
