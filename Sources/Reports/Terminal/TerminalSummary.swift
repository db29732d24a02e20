package import Checklist

/// An assessment on one screen: the verdict, the three findings that matter most, the checklist.
package struct TerminalSummary: Sendable {
  private let assessment: Assessment
  private let reportPath: String?

  /// The summary of an assessment.
  ///
  /// - Parameter reportPath: where the whole report was written, as the person would open it.
  package init(_ assessment: Assessment, reportPath: String? = nil) {
    self.assessment = assessment
    self.reportPath = reportPath
  }

  /// The summary, every line within the style's width, ended by a line feed; what a screen has no
  /// room for is cut on a terminal alone.
  package func text(_ style: TerminalStyle) -> String {
    verdict(style) + findings(style) + conditions(style) + checklist(style) + closing(style)
  }

  private func verdict(_ style: TerminalStyle) -> String {
    let words = StatusWords(assessment.verdict)
    let heading = "\(words.glyph) \(words.word)"
    let model = assessment.model
    let name = [model.name, model.version].filter { !$0.isEmpty }.joined(separator: " ").visible
    let facts = [
      name, model.task.visible, model.target.isEmpty ? "" : "target \(model.target.visible)",
    ]
    .filter { !$0.isEmpty }.joined(separator: " · ")
    let rest = style.width - heading.displayWidth - 2
    var output = style.paint(heading, words.tone) + "  " + facts.shortened(to: rest) + "\n"
    for line in AssessmentWords(assessment).reason.wrapped(to: style.width) {
      output += line + "\n"
    }
    if let figure = AssessmentWords(assessment).decidingFigure {
      for line in "Decides: \(figure.visible)".wrapped(to: style.width) { output += line + "\n" }
    }
    return output
  }

  /// Conditions that the screen has room for.
  private static let mostConditions = 8

  /// What a GO is on condition of; nothing of another verdict.
  private func conditions(_ style: TerminalStyle) -> String {
    let all = Conditions(assessment).all
    guard !all.isEmpty else { return "" }
    var output = "\n" + style.paint("On condition of", .strong) + "\n"
    let findings = all.filter { $0.status != nil && $0.status != .missing }
    let others = all.filter { $0.status == nil || $0.status == .missing }
    let shown = style.cutsText ? Self.mostConditions : findings.count
    for condition in findings.prefix(shown) + others {
      let line = "\(condition.item.visible): \(condition.words)"
      output +=
        style.cutsText
        ? "  - \(line.visible)".shortened(to: style.width) + "\n"
        : paragraph(line, lead: "  - ", lines: 1, style)
    }
    let more = findings.count - shown
    if more > 0 { output += "  and \(more) more in the report\n" }
    return output
  }

  private func findings(_ style: TerminalStyle) -> String {
    let findings = FindingOrder.all(assessment).prefix(3)
    guard !findings.isEmpty else { return "" }
    var output = "\n" + style.paint("Most important", .strong) + "\n"
    for (position, finding) in findings.enumerated() {
      let words = StatusWords(finding.evidence.status)
      let label = "\(position + 1) \(words.glyph) \(words.word)"
      let claim = finding.evidence.check.title.visible
      let title = finding.evidence.status.beforeClaim.map { "\($0) \(claim)" } ?? claim
      let id = finding.evidence.check.id.visible
      let room = style.width - label.displayWidth - 2
      if style.cutsText {
        let shown = title.shortened(to: max(room - id.displayWidth - 3, 12))
        output += style.paint(label, words.tone) + "  " + style.paint(shown, .strong)
        if shown.displayWidth + id.displayWidth + 3 <= room {
          output += style.paint(" · \(id)", .muted)
        }
        output += "\n"
      } else {
        output += paragraph("\(title) · \(id)", lead: "\(label)  ", lines: 1, style)
      }
      output += paragraph(finding.evidence.finding, lead: "  ", lines: 3, style)
      if let remedy = finding.evidence.remedy {
        output += paragraph(remedy, lead: "  → ", lines: 2, style)
      }
    }
    return output
  }

  private func checklist(_ style: TerminalStyle) -> String {
    var output = "\n" + style.paint("The checklist", .strong) + "\n"
    let rows = assessment.aspects.map { result in
      let words = StatusWords(result.status)
      return [
        TextTable.Cell("\(result.aspect.number)", .muted),
        TextTable.Cell("\(words.glyph) \(words.word)", words.tone),
        TextTable.Cell(result.aspect.id.rawValue, .strong),
        TextTable.Cell(Self.tally(result)),
        TextTable.Cell(result.aspect.title, .muted),
      ]
    }
    var columns: [TextTable.Column] = [
      .number(""), .word(""), .word(""), .text("", minimumWidth: 8),
    ]
    // A title that is cut off says less than the aspect's name, so it comes where there is room.
    if style.width >= 120 { columns.append(.remark("", minimumWidth: 20)) }
    output += TextTable(columns: columns, rows: rows).text(style)
    return output
  }

  private func closing(_ style: TerminalStyle) -> String {
    let words = AssessmentWords(assessment)
    let unanswered = words.unanswered
    var rows: [[TextTable.Cell]] = []
    if unanswered.all > 0 {
      let text =
        unanswered.count == 0
        ? "all \(unanswered.all) answered"
        : "\(unanswered.count) of \(unanswered.all) unanswered (assay.yaml, under answers:)"
      rows.append(["Questions", TextTable.Cell(text)])
    }
    rows.append(["ML Test Score", TextTable.Cell(words.testScore)])
    rows += assessment.signatures.map {
      ["Signed", TextTable.Cell(DecisionText.words($0), $0.isCurrent ? .good : .caution)]
    }
    if !assessment.warnings.isEmpty {
      let count = assessment.warnings.count
      let first = assessment.warnings.first?.sentence ?? ""
      rows.append(["Warnings", TextTable.Cell("\(count) about the inputs: \(first)", .caution)])
    }
    if let reportPath { rows.append(["Report", TextTable.Cell(reportPath)]) }
    return "\n"
      + TextTable(columns: [.word(""), .text("", minimumWidth: 20)], rows: rows).text(style)
  }

  /// What an aspect's checks and questions came to: `2 fail, 1 pass, 3 unanswered`.
  private static func tally(_ result: AspectResult) -> String {
    var parts: [String] = []
    let counted = result.checks.filter { !result.isWaived($0.check) }
    for status in [CheckStatus.fail, .attention, .undecided, .missing, .pass] {
      let count = counted.count { $0.status == status }
      if count > 0 { parts.append("\(count) \(StatusWords(status).word)") }
    }
    let waived = result.checks.count - counted.count
    if waived > 0 { parts.append("\(waived) waived") }
    let open = result.questions.count { $0.answer == nil }
    if open > 0 { parts.append("\(open) unanswered") }
    return parts.joined(separator: ", ")
  }

  /// - Parameter lines: the most that a screen shows.
  private func paragraph(_ text: String, lead: String, lines: Int, _ style: TerminalStyle) -> String
  {
    let width = style.width - lead.displayWidth
    var wrapped = text.visible.wrapped(to: width)
    if style.cutsText, wrapped.count > lines {
      let last = wrapped[lines - 1] + " …"
      wrapped = Array(wrapped.prefix(lines - 1)) + [last.shortened(to: width)]
    }
    let hang = String(repeating: " ", count: lead.displayWidth)
    return wrapped.enumerated().map { ($0.offset == 0 ? lead : hang) + $0.element + "\n" }.joined()
  }
}
