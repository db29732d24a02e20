package import Checklist

/// An assessment as one HTML file: no script, nothing loaded from anywhere.
package struct HTMLReport: Sendable {
  private let assessment: Assessment

  /// The report of an assessment.
  package init(_ assessment: Assessment) {
    self.assessment = assessment
  }

  /// The whole page.
  ///
  /// - Throws: ``TemplateError`` when a template is missing or malformed.
  package func text() throws(TemplateError) -> String {
    try ReportPage(assessment).render().text + "\n"
  }
}
