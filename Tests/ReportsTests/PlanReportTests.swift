import Checklist
import Foundation
import Testing

@testable import Reports

@Suite("The production plan for people")
struct PlanReportTests {
  static let plans = [InventedPlan.full, InventedPlan.hostile]

  @Test(
    "The page has no script and loads nothing, and its elements are balanced", arguments: [0, 1])
  func page(place: Int) throws {
    let page = try PlanReport(try Self.plans[place].get(), report: "assay-report/index.html").text()
    let style = page.replacing(/<style>.*?<\/style>/.dotMatchesNewlines(), with: "")
    let closed = style.replacing(/<(meta|br)([^>]*)>/) { "<\($0.1)\($0.2)/>" }
      .replacing("<!doctype html>", with: "")
    let elements = try XMLCheck.elements(of: closed)
    #expect(Set(elements).isDisjoint(with: ["script", "img", "iframe", "link", "form"]))
    #expect(elements.count { $0 == "h1" } == 1 && elements.count { $0 == "main" } == 1)
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for tag in style.matches(of: /<[A-Za-z]+([^>]*)>/) {
      #expect(String(tag.1).firstMatch(of: /\son\w+\s*=/.ignoresCase()) == nil)
    }
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
    #expect(!page.replacing("{{{verdict}}}", with: "").contains("{{"), "a tag was not filled")
  }

  @Test("Every line leads to its evidence: checks to themselves, questions to their aspect")
  func links() throws {
    let plan = try InventedPlan.full.get()
    let page = try PlanReport(plan, report: "r/index.html").text()
    #expect(page.contains("href=\"r/index.html#check-performance.thresholds\""))
    #expect(page.contains("href=\"r/index.html#aspect-performance\""))
    let text = PlanMarkdown(plan, report: "r/index.html").text()
    #expect(text.contains("(r/index.html#check-benchmark.gap)"))
    #expect(!PlanMarkdown(plan).text().contains("]("))
    #expect(try !PlanReport(plan).text().contains("<a href=\"r"))
  }

  @Test("Page, Markdown and terminal tell every part", arguments: ["page", "markdown"])
  func complete(form: String) throws {
    let plan = try InventedPlan.full.get()
    let text =
      form == "page" ? try PlanReport(plan).text() : PlanMarkdown(plan).text()
    let words = [
      "alpha 1.3", "theta", "iota", "6,300", "0.02", "kappa", "14 days", "52 weeks",
      "10 new labelled",
      "2 seconds", "1 hour", "0.71", "2027-03-31", "integration.fallback", "delta", "epsilon",
      "at most", "90 days", "held/", "not watched: whether labels come",
      "since nothing is declared: eta",
    ]
    for word in words { #expect(text.contains(word), "\(form) lacks \(word)") }
  }

  @Test("Markdown keeps a table's shape whatever stands in its cells")
  func markdown() throws {
    let text = PlanMarkdown(try InventedPlan.hostile.get(), report: "r.html").text()
    #expect(!text.contains("<script") && !text.contains("<img"))
    var width: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      let bars = line.replacing("\\|", with: "").count { $0 == "|" }
      #expect(width == nil || width == bars, "\(line)")
      width = bars
    }
  }

  @Test("The terminal's table fits its width and names what lacks cover")
  func terminal() throws {
    let style = TerminalStyle(isTerminal: false, environment: [:], columns: 80)
    for plan in [try InventedPlan.full.get(), try InventedPlan.hostile.get()] {
      let text = PlanTable(plan, paths: ["production-plan.yaml"]).text(style)
      #expect(text.contains("integration.fallback") && text.contains("production-plan.yaml"))
      #expect(!text.contains("\u{1B}"))
    }
  }

  @Test("The JSON document is the file's content")
  func json() throws {
    let plan = try InventedPlan.full.get()
    let data = Data(JSONValue(plan.content).text(.pretty).utf8)
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(document.keys.contains("expected-drift") && document["rows-per-day"] as? Double == 900)
    // JSON is YAML: the plan can be read from it, too.
    #expect(try ProductionPlan.load(bytes: Array(data), file: "p.json") == plan)
  }
}
