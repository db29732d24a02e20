package import Checklist

/// The forms in which an assessment is written to files.
package enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  case html
  case markdown = "md"
  case json
  case junit

  /// The name of the file inside the report's folder.
  package var fileName: String {
    switch self {
    case .html: "index.html"
    case .markdown: "report.md"
    case .json: "report.json"
    case .junit: "junit.xml"
    }
  }

  /// The assessment in this form.
  ///
  /// - Throws: ``TemplateError`` when a template of the HTML report is missing or malformed.
  package func render(_ assessment: Assessment) throws(TemplateError) -> String {
    switch self {
    case .html: try HTMLReport(assessment).text()
    case .markdown: MarkdownReport(assessment).text()
    case .json: AssessmentDocument(assessment).json.text(.pretty) + "\n"
    case .junit: JUnitReport(assessment).text()
    }
  }
}
