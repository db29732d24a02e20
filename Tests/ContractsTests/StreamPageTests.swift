import Checklist
import Foundation
import Testing

@testable import Contracts

/// What the page of `assay validate` says of standard input.
@Suite struct StreamPageTests {
  @Test(
    "The command's page says of every kind when it is judged",
    arguments: ConstraintCatalogueTests.names)
  func documented(name: String) throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "docs/commands/validate.md")
    let lines = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
    let starts = ["| row by row |", "| at the end |", "| refused before a byte is read"]
    let places = starts.filter { start in
      lines.contains { $0.hasPrefix(start) && $0.contains("`\(name)`") }
    }
    // With its parameter `by`, as in its example, this one is refused.
    #expect(places.count == (name == "increasing" ? 2 : 1))
    let kind = try #require(ConstraintCatalogue.kinds.first { $0.card.name == name })
    var text = ConstraintCatalogueTests.contract(kind)
    if kind.card.example.contains("ATL") {
      text = text.replacing("type: integer", with: "type: text")
    }
    let contract = try Contract.load(text, file: "contract.yaml")
    do throws(ProjectErrors) {
      let plan = try StreamPlan(contract, environment: nil, stage: nil)
      let item = plan.items.first { $0.rule.card.name == name }
      switch item?.question {
      case .rows: #expect(places.contains(starts[0]))
      case .figure: #expect(places.contains(starts[1]))
      case nil: Issue.record("\(name) is not among the rules of its example")
      }
    } catch {
      // The examples of kinds about several columns state no types.
      #expect(places.contains("\(error)".contains("is not stated") ? starts[0] : starts[2]))
    }
  }
}
