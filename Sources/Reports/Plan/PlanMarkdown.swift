package import Checklist

/// The production plan as Markdown.
package struct PlanMarkdown: Sendable {
  private let plan: ProductionPlan
  private let report: String?

  /// The text of a plan.
  ///
  /// - Parameter report: the way from the file to the report's page, as part of an address; nil for
  ///   none.
  package init(_ plan: ProductionPlan, report: String? = nil) {
    self.plan = plan
    self.report = report
  }

  /// The whole text.
  package func text() -> String {
    let (words, sentence) = PlanWords.standing(plan)
    let heading = """
      # Production plan: \(PlanWords.model(plan).markdownEscaped)

      \(words.glyph) \(sentence.markdownEscaped)

      """
    return
      ([heading] + PlanChapter.chapters(plan).map(chapter)).joined(separator: "\n")
      + "\nMade by `assay plan`, Assay \(plan.assessment.assay.markdownEscaped). The same content runs the "
      + "monitoring: \(ProductionPlan.fileName).\n"
  }

  private func chapter(_ chapter: PlanChapter) -> String {
    var text = "## \(chapter.title.markdownEscaped)\n\n"
    guard !chapter.rows.isEmpty else { return text + chapter.empty.markdownEscaped + "\n" }
    text += chapter.note.markdownEscaped + "\n\n"
    let columns =
      chapter.columns.map { ($0.heading, $0.isNumber ? "--:" : "---") }
      + (chapter.hasItems ? [("Checklist", "---")] : [])
    text += line(columns.map(\.0)) + line(columns.map(\.1))
    for row in chapter.rows {
      let cells = row.cells.map(\.markdownEscapedLines)
      text += line(cells + (chapter.hasItems ? [row.items.map(link).joined(separator: ", ")] : []))
    }
    return text
  }

  private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

  private func link(_ item: String) -> String {
    guard let report else { return item.markdownEscaped }
    return "[\(item.markdownEscaped)](\(report)#\(Anchor.ofItem(item)))"
  }
}
