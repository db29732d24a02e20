package import Checklist

extension StepSummary {
  /// More findings than a reader takes in are left to the report.
  private static let mostFindings = 8

  /// The summary of an assessment.
  ///
  /// - Parameter reports: the files that were written.
  package init(_ assessment: Assessment, reports: [String]) {
    let report = MarkdownReport(assessment)
    let open = FindingOrder.all(assessment).filter { finding in
      !finding.isWaived && ![.pass, .notApplicable].contains(finding.evidence.status)
    }
    var parts = [report.heading, report.checklist]
    if !open.isEmpty {
      var next = "## What must be done next\n\n"
      next += MarkdownReport.entries(open.prefix(Self.mostFindings))
      if open.count > Self.mostFindings {
        next += "\n\(open.count - Self.mostFindings) more are in the report.\n"
      }
      parts.append(next)
    }
    if !reports.isEmpty {
      parts.append("Report: \(reports.map(\.markdownEscaped).joined(separator: ", "))\n")
    }
    self.init(parts.joined(separator: "\n"))
  }
}
