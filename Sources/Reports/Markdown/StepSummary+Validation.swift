internal import Checklist
package import Contracts

extension StepSummary {
  /// The summary of data held against a contract: counts and rules, no value of a row.
  ///
  /// - Parameter quarantine: where rows are held; nil when they were only counted.
  package init(_ report: ValidationReport, data: String, quarantine: String?) {
    let icon =
      switch report.verdict {
      case .passed: report.gravest == nil ? "✅" : "⚠️"
      case .quarantined: "⚠️"
      case .blocked: "❌"
      }
    var text = "# \(icon) \(ValidationTable.verdict(of: report))\n\n"
    text += "\(data.markdownEscaped) against \(report.contract.markdownEscaped): "
    text +=
      "\(report.rows.of("row")) in = \(NumberText.count(report.passed)) passed + "
    text += "\(NumberText.count(report.quarantined)) quarantined. "
    let holding = report.constraints.count { $0.ok && !$0.isSkipped }
    text += "\(holding) of \(report.constraints.count) constraints hold.\n"
    let broken = report.constraints.filter { !$0.ok && !$0.isSkipped }
      .sorted { ($0.severity, $0.failed) > ($1.severity, $1.failed) }
    if !broken.isEmpty {
      text += "\n| Broken | Severity | Rows | Found | Expected |\n"
      text += "| --- | --- | --: | --- | --- |\n"
    }
    for result in broken {
      let isOfRows = result.level == "row"
      let found = isOfRows ? "" : result.figureWords
      text += "| \(result.id.markdownEscaped) | \(result.severity.rawValue) "
      text += "| \(isOfRows ? NumberText.count(result.failed) : "–") "
      text += "| \(found.markdownEscaped) | \((result.expected ?? "").markdownEscaped) |\n"
    }
    let skipped = report.constraints.count(where: \.isSkipped)
    if skipped > 0 { text += "\n\(skipped) constraints were not evaluated.\n" }
    self.init(text + Self.next(report, quarantine: quarantine))
  }

  private static func next(_ report: ValidationReport, quarantine: String?) -> String {
    guard report.gravest != nil else { return "" }
    var text = "\n## What must be done next\n\n"
    switch (report.verdict, quarantine) {
    case (.passed, _): text += "- Look at the broken rules: they warn, and hold no row.\n"
    case (_, let quarantine?):
      text += "- Look at the held rows in \(quarantine.markdownEscaped), with their reasons, and "
      text += "correct, release or discard them.\n"
    case (_, nil):
      text += "- Run again with --quarantine to see the rows with their reasons.\n"
    }
    if report.verdict == .blocked {
      text += "- Mend the source: a rule that blocks lets nothing of the batch go on.\n"
    }
    return text
  }
}
