import Checklist
import Testing

@testable import Reports

@Suite("What a GO is on condition of")
struct ConditionsTests {
  private static var conditional: Assessment {
    var assessment = InventedAssessment.full
    assessment.verdict = .goWithConditions
    return assessment
  }

  @Test("Every open finding is a condition, in the findings' order, and open answers are one")
  func all() {
    let assessment = Self.conditional
    let conditions = Conditions(assessment).all
    let open = FindingOrder.all(assessment).filter {
      !$0.isWaived && [.fail, .attention, .undecided].contains($0.evidence.status)
    }
    #expect(!open.isEmpty)
    #expect(
      conditions.filter { $0.status != nil && $0.status != .missing }.map(\.item)
        == open.map(\.evidence.check.id))
    #expect(conditions.allSatisfy { !$0.words.isEmpty })
    #expect(conditions.last?.item == "answers")
  }

  @Test("Other verdicts have none")
  func others() {
    for verdict in [Verdict.go, .noGo] {
      var assessment = InventedAssessment.full
      assessment.verdict = verdict
      #expect(Conditions(assessment).all.isEmpty)
      #expect(!TerminalSummary(assessment).text(Self.style).contains("On condition of"))
      #expect(!MarkdownReport(assessment).text().contains("On condition of"))
    }
  }

  private static let style = TerminalStyle(isTerminal: false, environment: [:], columns: 80)

  @Test("Terminal, page, Markdown and document list them all alike")
  func everywhere() throws {
    let assessment = Self.conditional
    let conditions = Conditions(assessment).all
    let terminal = TerminalSummary(assessment).text(Self.style)
    #expect(terminal.contains("On condition of"))
    for line in TerminalSummary(assessment).text(.plain).split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
    }
    let page = try HTMLReport(assessment).text()
    let markdown = MarkdownReport(assessment).text()
    #expect(page.contains("On condition of") && markdown.contains("On condition of"))
    for condition in conditions {
      #expect(page.contains(condition.item), "\(condition.item)")
      #expect(markdown.contains(condition.item.markdownEscaped), "\(condition.item)")
    }
    let document = AssessmentDocument(assessment).json.text(.compact)
    #expect(document.contains("\"conditions\":[{\"item\":"))
  }

  @Test("A terminal gets a line of each condition, a file or a log every word")
  func whole() throws {
    let long = String(repeating: "the delivery address of every order ", count: 8) + "ends here"
    var assessment = Self.conditional
    let place = try #require(assessment.aspects.firstIndex { $0.aspect.id == .benchmark })
    assessment.aspects[place].checks = (0..<12).map { number in
      Evidence(
        check: CheckCard(
          id: "benchmark.metrics", aspect: .benchmark, title: "Goals", summary: "", reference: "",
          needs: []),
        status: .attention, finding: "Something.", measurements: [], method: "",
        remedy: "\(number): \(long).")
    }
    let log = TerminalSummary(assessment).text(Self.style)
    let words = log.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    for number in 0..<12 { #expect(words.contains("\(number): \(long).")) }
    #expect(!log.contains("more in the report"))
    let screen = TerminalSummary(assessment).text(
      TerminalStyle(isTerminal: true, environment: ["NO_COLOR": "1"], columns: 80))
    #expect(screen.contains("…") && screen.contains("more in the report"))
    for line in screen.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("The figure that decides stands at the top, with its interval and its goal")
  func deciding() throws {
    var assessment = InventedAssessment.full
    let place = try #require(
      assessment.aspects.firstIndex { $0.aspect.id == .benchmark })
    assessment.aspects[place].checks = [
      Evidence(
        check: CheckCard(
          id: "benchmark.metrics", aspect: .benchmark, title: "Goals", summary: "", reference: "",
          needs: []),
        status: .pass, finding: "",
        measurements: [
          Measurement(name: "rocAUC on train", value: 0.9, unit: "probability"),
          Measurement(
            name: "rocAUC on test", value: 0.7, interval: InventedAssessment.interval(0.69, 0.71),
            unit: "probability", threshold: 0.68),
          Measurement(name: "brier on test", value: 0.2, unit: "squared probability"),
        ], method: "")
    ]
    let words = "rocAUC on test is 0.700 (0.690 to 0.710), goal 0.68"
    #expect(AssessmentWords(assessment).decidingFigure == words)
    #expect(TerminalSummary(assessment).text(Self.style).contains("Decides: \(words)"))
    #expect(MarkdownReport(assessment).text().contains("Decides: \(words.markdownEscaped)"))
    #expect(try HTMLReport(assessment).text().contains("Decides: "))
  }

  @Test("The ML Test Score says of what it is")
  func score() {
    let words = AssessmentWords(InventedAssessment.full)
    #expect(
      words.testScore.contains(" of \(words.mostPoints): least of "), "\(words.testScore)")
  }
}
