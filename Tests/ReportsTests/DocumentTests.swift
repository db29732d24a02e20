import Checklist
import Foundation
import Testing

@testable import Reports

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Parses XML and keeps the first complaint.
final class XMLCheck: NSObject, XMLParserDelegate {
  private(set) var elements: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(name)
  }

  /// The names of all elements, or an error when the text is not well-formed.
  static func elements(of text: String) throws -> [String] {
    let parser = XMLParser(data: Data(text.utf8))
    let check = XMLCheck()
    parser.delegate = check
    guard parser.parse() else {
      throw Malformed(reason: "\(String(describing: parser.parserError)) line \(parser.lineNumber)")
    }
    return check.elements
  }

  struct Malformed: Error {
    let reason: String
  }
}

@Suite("Documents of an assessment")
struct DocumentTests {
  @Test("The terminal summary is as committed, fits 80 columns and one screen")
  func terminalSummary() throws {
    let text = TerminalSummary(
      InventedAssessment.full, reportPath: "assay-report/index.html"
    ).text(.plain)
    try Snapshot.expect(text, named: "summary.txt")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.displayWidth <= 80 })
    #expect(lines.count <= 42)
  }

  @Test("The summary fits any width, and hostile names stay text", arguments: [40, 60, 80, 160])
  func hostileSummary(width: Int) {
    let text = TerminalSummary(InventedAssessment.withHostileNames, reportPath: "r\u{1B}[31m")
      .text(TerminalStyle(usesColour: false, width: width))
    for line in text.split(separator: "\n") { #expect(line.displayWidth <= width, "\(line)") }
    #expect(!text.unicodeScalars.contains { $0.isInvisibleCommand && $0 != "\n" })
  }

  @Test("The JSON document is as committed and parses")
  func json() throws {
    let text = AssessmentDocument(InventedAssessment.full).json.text(.pretty) + "\n"
    try Snapshot.expect(text, named: "assessment.json")
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let document = try #require(parsed)
    #expect(document["verdict"] as? String == "NO_GO")
    let keys: Set = [
      "verdict", "conditions", "model", "aspects", "testScore", "inputs", "warnings", "settings",
      "evidence",
      "decisionLog", "signatures", "command", "assayVersion", "time",
    ]
    #expect(Set(document.keys) == keys)
  }

  @Test("Hostile names survive JSON unchanged")
  func hostileJSON() throws {
    let assessment = InventedAssessment.withHostileNames
    let text = AssessmentDocument(assessment).json.text()
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let inputs = try #require(parsed?["inputs"] as? [[String: Any]])
    #expect(inputs.map { $0["source"] as? String } == assessment.inputs.map(\.source))
  }

  @Test("The Markdown report is as committed")
  func markdown() throws {
    try Snapshot.expect(MarkdownReport(InventedAssessment.full).text(), named: "report.md")
  }

  @Test("Hostile names do nothing in Markdown")
  func hostileMarkdown() {
    let text = MarkdownReport(InventedAssessment.withHostileNames).text()
    let tags = text.matches(of: /<\/?([A-Za-z]+)/).map { String($0.1) }
    #expect(Set(tags) == ["details", "summary", "b", "br"])
    #expect(text.firstMatch(of: /[^\\]\]\(/) == nil)
    #expect(!text.contains("://") && !text.contains("[2J\n"))
    #expect(!text.contains("@everyone"))
  }

  @Test("The JUnit report is as committed and well-formed")
  func junit() throws {
    let text = JUnitReport(InventedAssessment.full).text()
    try Snapshot.expect(text, named: "junit.xml")
    let elements = try XMLCheck.elements(of: text)
    #expect(elements.count { $0 == "testsuite" } == 12)
    #expect(elements.count { $0 == "failure" } == 2)
    #expect(
      try !XMLCheck.elements(of: JUnitReport(InventedAssessment.withHostileNames).text()).isEmpty)
  }

  @Test("A failed check of a waived aspect is skipped, not failed")
  func waived() throws {
    var assessment = InventedAssessment.full
    assessment.aspects[0].status = .waived
    assessment.aspects[0].decision = Decision(
      kind: "waive", by: "M. Ito", reason: "known", until: nil)
    let text = JUnitReport(assessment).text()
    #expect(try XMLCheck.elements(of: text).count { $0 == "failure" } == 1)
    #expect(text.contains("Waived by M. Ito: known"))
  }

  @Test("Findings come in the order of what decides, then of weight; waived ones last")
  func order() {
    var assessment = InventedAssessment.full
    let ids = FindingOrder.all(assessment).map(\.evidence.check.id)
    #expect(
      ids == [
        "parity.inputs", "distribution.pairs", "metrics.window", "metrics.chance", "drift.now",
        "parity.features", "baseline.beaten", "benchmark.metrics", "parity.leakage",
        "responsible.groups",
      ])
    assessment.aspects[0].status = .waived
    #expect(FindingOrder.all(assessment).first?.evidence.check.id == "distribution.pairs")
    #expect(FindingOrder.all(assessment).last?.evidence.check.id == "parity.leakage")
  }
}
