package import Checklist

/// The production plan as one HTML file: no script, nothing loaded from anywhere.
package struct PlanReport: Sendable {
  private let plan: ProductionPlan
  private let report: String?

  /// The page of a plan.
  ///
  /// - Parameter report: the way from the page to the report's page, as part of an address; nil for
  ///   none.
  package init(_ plan: ProductionPlan, report: String? = nil) {
    self.plan = plan
    self.report = report
  }

  /// The whole page.
  ///
  /// - Throws: ``TemplateError`` when a template is missing or malformed.
  package func text() throws(TemplateError) -> String {
    try PlanPage(plan, report: report).render().text + "\n"
  }
}

/// The page: whether the plan is complete, then its chapters as tables.
struct PlanPage: Component {
  static let template = "plan.html"

  let head: Markup
  let status: StatusBadge
  let standing: Markup
  let name: Markup
  let description: Markup?
  let reason: Markup
  let facts: [ReportPage.Fact]
  let chapters: [Chapter]
  let version: Markup

  struct Chapter: Sendable {
    let anchor: Markup
    let title: Markup
    let note: Markup?
    let columns: [Column]
    let hasItems: Bool
    let rows: [Row]
    /// What stands in place of a table.
    let empty: Markup?
  }

  struct Column: Sendable {
    let heading: Markup
    let tone: Markup
  }

  struct Row: Sendable {
    let lead: Markup
    let leadHeading: Markup
    let cells: [Cell]
    let items: [Item]
  }

  struct Cell: Sendable {
    let text: Markup
    let heading: Markup
    let tone: Markup
  }

  struct Item: Sendable {
    let item: Markup
    /// The way to its evidence in the report.
    let link: Markup?
  }

  init(_ plan: ProductionPlan, report: String?) throws(TemplateError) {
    let (words, sentence) = PlanWords.standing(plan)
    let model = PlanWords.model(plan)
    head = try PageHead("Production plan – \(model)").render()
    status = StatusBadge(words)
    standing = Markup(plan.gaps.isEmpty ? "Ready to run" : "Not complete")
    name = Markup(model.isEmpty ? "Unnamed model" : model)
    description = plan.model.description.map { Markup($0) }
    reason = Markup(sentence: sentence)
    facts = [
      (
        "False alarms promised",
        """
        at most \(NumberText.plain(plan.promisedAlarms, significant: 2)) in \(NumberText.plain(plan.budget.days)) days
        """
      ),
      ("Monitors", NumberText.count(plan.monitors.count)),
      ("They run", plan.every.map { "every \($0.text)" } ?? "at no declared time"),
      ("Open risks", NumberText.count(plan.risks.count)),
      ("Without cover", NumberText.count(plan.gaps.count)),
    ].map { ReportPage.Fact(name: Markup($0.0), fact: Markup($0.1)) }
    chapters = PlanChapter.chapters(plan).map { Self.chapter($0, report: report) }
    version = Markup(plan.assessment.assay)
  }

  private static func chapter(_ chapter: PlanChapter, report: String?) -> Chapter {
    let columns = chapter.columns.map { column in
      Column(heading: Markup(column.heading), tone: Markup(column.isNumber ? "number" : "words"))
    }
    return Chapter(
      anchor: Markup(chapter.id), title: Markup(chapter.title),
      note: chapter.rows.isEmpty ? nil : Markup(sentence: chapter.note),
      columns: columns, hasItems: chapter.hasItems,
      rows: chapter.rows.map { row in
        Row(
          lead: Markup(lines: row.cells.first ?? ""), leadHeading: columns[0].heading,
          cells: zip(columns, row.cells).dropFirst().map { column, text in
            Cell(text: Markup(lines: text), heading: column.heading, tone: column.tone)
          },
          items: row.items.map { item in
            Item(
              item: Markup(item), link: report.map { Markup("\($0)#\(Anchor.ofItem(item))") })
          })
      }, empty: chapter.rows.isEmpty ? Markup(chapter.empty) : nil)
  }
}

extension Anchor {
  /// The place of a check, of an aspect, or of the aspect that asks a question, in the report's
  /// page.
  static func ofItem(_ item: String) -> String {
    let aspect = String(item.prefix { $0 != "." })
    let isQuestion = Checklist.questions.contains { $0.id == item }
    return isQuestion || item == aspect ? id("aspect", aspect) : id("check", item)
  }
}
