import Checklist
import Foundation
import Statistics
import Testing

@testable import Reports

@Suite("The HTML report")
struct PageTests {
  static let assessments = [InventedAssessment.full, InventedAssessment.withHostileNames]

  @Test("It has no script, no handler, and loads nothing", arguments: assessments)
  func inert(assessment: Assessment) throws {
    let page = try HTMLReport(assessment).text()
    let tags = page.matches(of: /<([A-Za-z!][^\s>]*)([^>]*)>/)
    let names = Set(tags.map { String($0.1) })
    let forbidden = ["script", "img", "iframe", "link", "object", "embed", "base", "form", "use"]
    #expect(names.isDisjoint(with: forbidden))
    for tag in tags {
      let attributes = String(tag.2)
      #expect(attributes.firstMatch(of: /\son\w+\s*=/.ignoresCase()) == nil, "\(attributes)")
      #expect(!attributes.contains(" src="), "\(attributes)")
      if let link = attributes.firstMatch(of: /href="([^"]*)"/)?.1 {
        #expect(tag.1 == "a")
        #expect(link.hasPrefix("#") || SafeLink.target(String(link)) != nil)
      }
    }
    #expect(!page.contains("url(") && !page.contains("@import"))
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
    let filled = page.replacing("{{{verdict}}}", with: "")
    #expect(!filled.contains("{{"), "a tag was not filled")
  }

  @Test("Its elements are balanced and its ids unique", arguments: assessments)
  func balanced(assessment: Assessment) throws {
    let page = try HTMLReport(assessment).text()
    let style = page.replacing(/<style>.*?<\/style>/.dotMatchesNewlines(), with: "")
    // Void elements closed, the document type dropped: then HTML of this kind is XML.
    let closed = style.replacing(/<(meta|br)([^>]*)>/) { "<\($0.1)\($0.2)/>" }
      .replacing("<!doctype html>", with: "")
    let elements = try XMLCheck.elements(of: closed)
    #expect(elements.count { $0 == "h1" } == 1)
    #expect(elements.count { $0 == "main" } == 1)
    #expect(elements.count { $0 == "svg" } == 8)
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let targets = page.matches(of: /href="#([^"]*)"/).map { String($0.1) }
    #expect(Set(targets).isSubset(of: ids))
    let labels = page.matches(of: /aria-labelledby="([^"]*)"/).flatMap {
      $0.1.split(separator: " ")
    }
    #expect(Set(labels.map(String.init)).isSubset(of: ids))
  }

  @Test("Headings descend one level at a time")
  func headings() throws {
    let page = try HTMLReport(InventedAssessment.full).text()
    let levels = page.matches(of: /<h([1-6])[ >]/).compactMap { Int($0.1) }
    #expect(levels.first == 1)
    for (previous, next) in zip(levels, levels.dropFirst()) { #expect(next <= previous + 1) }
  }

  @Test("A quote or bracket fused with a combining mark is escaped all the same")
  func fusedCharacters() {
    #expect("\"\u{301}".xmlEscaped == "&quot;\u{301}")
    #expect("\u{600}<b>".xmlEscaped == "\u{600}&lt;b&gt;")
    #expect("\u{FFFF}\u{0}".xmlEscaped == "⟨U+FFFF⟩␀")
  }

  @Test(
    "Only http, https and relative links may be followed",
    arguments: [
      ("https://example.org/a?b#c", true), ("HTTP://example.org", true), ("docs/a.md", true),
      ("../a:b/c", true), ("#x", true), ("javascript:alert(1)", false), ("JaVaScRiPt:x", false),
      ("data:text/html,x", false), ("//evil.example", false), ("\\\\evil", false),
      ("java\tscript:x", false), (" javascript:x", false), ("vbscript:x", false), ("", false),
      ("file:///etc/passwd", false),
    ])
  func links(text: String, isAllowed: Bool) {
    #expect((SafeLink.target(text) != nil) == isAllowed)
  }

  @Test("A page of recorded runs shows hostile names as text, and says what is left out")
  func observations() throws {
    let page = try ObservationReport(
      InventedObservations.stages, at: InventedObservations.at(0), version: "1"
    ).text()
    #expect(!page.contains(InventedAssessment.hostile[0]))
    #expect(!page.contains("<script"))
    #expect(page.contains("30 earlier runs are not listed."))
    #expect(page.contains("more figures are not drawn"))
    #expect(page.contains("The next batch is overdue by"))
    let empty = try ObservationReport([], at: InventedObservations.at(0), version: "1").text()
    #expect(empty.contains("as usual"))
  }

  @Test("Every template names only what its view has, and shows all of it")
  func templateTags() throws {
    let page = try ReportPage(InventedAssessment.full)
    var conditional = InventedAssessment.full
    conditional.verdict = .goWithConditions
    let aspects = try InventedAssessment.full.aspects.map { try AspectSection($0) }
    let checks = try InventedAssessment.full.aspects.flatMap(\.checks).map { try CheckSection($0) }
    let figures = try InventedAssessment.full.aspects.flatMap(\.checks).flatMap(\.figures).map {
      try FigurePanel($0, id: "x")
    }
    let score = ScoreSection(InventedAssessment.full.testScore)
    let evidence = InventedAssessment.full.aspects.flatMap(\.checks)
    let tables = evidence.map { MeasurementTable($0.measurements) }
    // More measurements than are shown at once.
    let long = try evidence.first.map { first in
      var long = first
      long.measurements = Array(repeating: first.measurements, count: 20).flatMap { $0 }
      return try CheckSection(long)
    }
    let views: [(String, [Any])] = [
      (ReportPage.template, [page, try ReportPage(conditional)]), (AspectSection.template, aspects),
      (CheckSection.template, checks + [long].compactMap { $0 }),
      (MeasurementTable.template, tables), (FigurePanel.template, figures),
      (ScoreSection.template, [score]),
      (
        ObservationPage.template,
        [
          try ObservationPage(
            InventedObservations.stages, at: InventedObservations.at(0), version: "1")
        ]
      ),
      (
        ObservationSection.template,
        try InventedObservations.stages.map { try ObservationSection($0, position: 0) }
      ),
      (PageHead.template, [try PageHead("Title")]),
      (
        PlanPage.template,
        [
          try PlanPage(try InventedPlan.full.get(), report: "r"),
          try PlanPage(try InventedPlan.bare.get(), report: nil),
        ]
      ),
    ]
    for (template, instances) in views {
      let text = try #require(EmbeddedTemplates.files[template])
      let tags = Set(
        text.matches(of: /\{\{[{#^\/]?\s*([^}\s]+)\s*\}\}\}?/).flatMap {
          $0.1.split(separator: ".")
        }
        .map(String.init))
      var properties: Set<String> = []
      for instance in instances { collect(instance, into: &properties) }
      #expect(tags == properties, "\(template): \(tags.symmetricDifference(properties))")
      #expect(text.firstMatch(of: /[^{]\{\{[^{#^\/]/) == nil, "\(template) escapes twice")
    }
    #expect(
      Set(EmbeddedTemplates.files.keys) == Set(views.map(\.0) + ["report.css", "charts.css"]))
  }

  /// The names of a view's properties and of those inside them; every value must be safe for a
  /// page.
  private func collect(_ value: Any, into names: inout Set<String>) {
    if value is Markup || value is Bool { return }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional, .collection:
      for child in mirror.children { collect(child.value, into: &names) }
    case .struct where !(value is String):
      for child in mirror.children {
        if let label = child.label { names.insert(label) }
        collect(child.value, into: &names)
      }
    default: Issue.record("a view holds \(type(of: value)), which is not markup")
    }
  }

  @Test("Text stands out from its ground as WCAG AA asks, light, dark and printed")
  func contrast() throws {
    let sheets = try ["report.css", "charts.css"].map { try Templates.text($0).text }
    let pairs = [
      ("ink", "ground"), ("ink", "card"), ("ink", "quiet-tint"), ("soft", "ground"),
      ("soft", "card"), ("soft", "quiet-tint"), ("link", "ground"), ("link", "card"),
      ("good", "good-tint"), ("caution", "caution-tint"), ("bad", "bad-tint"),
      ("quiet", "quiet-tint"), ("chart-ink", "chart-ground"), ("chart-muted", "chart-ground"),
    ]
    for block in 0..<3 {
      var colours = ["white": "#ffffff"]
      for place in Set([0, block]).sorted() {
        for sheet in sheets {
          let roots = sheet.matches(of: /:root \{([^}]*)\}/)
          #expect(roots.count == 3)
          for match in String(roots[place].1).matches(of: /--([a-z0-9-]+): (#[0-9a-f]{6});/) {
            colours[String(match.1)] = String(match.2)
          }
        }
      }
      let bands = block == 2 ? [] : ["band-good", "band-caution", "band-bad"]
      for (text, ground) in pairs + bands.map({ ("white", $0) }) {
        let first = Self.luminance(try #require(colours[text], "\(text)"))
        let second = Self.luminance(try #require(colours[ground], "\(ground)"))
        let contrast = (max(first, second) + 0.05) / (min(first, second) + 0.05)
        #expect(contrast >= 4.5, "\(text) on \(ground) in block \(block)")
      }
    }
  }

  /// The relative luminance of `#rrggbb`, by WCAG 2.
  private static func luminance(_ colour: String) -> Double {
    let value = Int(colour.dropFirst(), radix: 16) ?? 0
    let parts = [16, 8, 0].map { shift in
      let part = Double(value >> shift & 0xFF) / 255
      return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test("A claim that does not hold is never headed by the claim alone")
  func claims() throws {
    let page = try HTMLReport(InventedAssessment.full).text()
    let parts = page.components(separatedBy: "<article class=\"check ").dropFirst()
    #expect(parts.contains { $0.hasPrefix("bad") })
    for part in parts {
      let heading = try #require(part.firstMatch(of: /<h3[^>]*>(.*?)<\/h3>/)?.1)
      #expect(heading.contains("Does not hold:") == part.hasPrefix("bad"), "\(heading)")
    }
  }

  @Test("The glossary explains the metrics and distances that are spoken of, and no others")
  func glossary() {
    let terms = Glossary.terms(for: InventedAssessment.full)
    let names = terms.map(\.term)
    let area = terms.first { $0.term == "Area under the ROC curve" }
    #expect(area?.meaning.hasSuffix("Range: 0…1.") == true)
    #expect(!names.contains("MRR at k"))
    #expect(Set(names).count == names.count)
    #expect(names == names.sorted { $0.lowercased() < $1.lowercased() })
  }

  @Test(
    "The table of the checklist takes whole sentences that fit it, and at least one",
    arguments: [
      ("One. Two.", "One. Two."), ("Only one", "Only one"),
      ("At 0.5 it is. Then more.", "At 0.5 it is. Then more."),
      ("Short. " + String(repeating: "L", count: 200) + ". End.", "Short."),
      (String(repeating: "L", count: 200) + ". End.", String(repeating: "L", count: 200) + "."),
      ("", ""),
    ])
  func shortSentence(text: String, short: String) throws {
    let card = CheckCard(
      id: "a.b", aspect: .parity, title: "t", summary: "s", reference: "r", needs: [])
    let result = AspectResult(
      aspect: Aspect(id: .parity, number: 1, title: "t", purpose: "p", questions: []),
      status: .fail,
      checks: [Evidence(check: card, status: .fail, finding: text, method: "m")],
      questions: [], decision: nil)
    #expect(AspectSentence(result).short == short)
  }
}
