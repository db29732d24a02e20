internal import Checklist
internal import Engines
internal import Foundation
internal import Reports

/// One run of `plan`: the assessment that it rests on, and the plan that follows.
struct PlanRun {
  /// The plan.
  let plan: ProductionPlan
  /// The model card.
  let card: ModelCard
  /// Where assay.yaml is; empty for the working directory.
  private let directory: String
  /// The page of the assessment.
  private let page: String

  /// Compiles the plan.
  ///
  /// - Parameter report: the assessment's file; nil for the one in the report's folder.
  /// - Throws: ``UsageError`` when the assessment is not whole or no longer stands.
  init(project file: String, report: String?, now: Date = Date()) throws {
    let opened = try OpenProject(file)
    let log = try DecisionFile(besideProject: file).log()
    let verified = try VerificationRun(project: file, report: report).finished(recompute: false)
    let record = verified.record
    try Self.refusePart(record, verified.report)
    try Self.refuseStale(verified)
    let evidence = record.evidenceOfChecks
    let decisions = opened.project.decisions + log.decisions
    let today = CalendarDate.on(now)
    plan = PlanCompiler(
      opened.project, evidence: evidence,
      rows: Dictionary(record.inputs.map { ($0.role, $0.rows) }, uniquingKeysWith: { $1 }),
      decisions: decisions, today: today
    ).plan(of: ProductionPlan.Source(record, report: verified.report))
    card = ModelCard(
      opened.project, plan: plan,
      aspects: Checklist.results(
        evidence: evidence, answers: opened.project.answers, decisions: decisions, today: today))
    directory = opened.directory
    page =
      URL(filePath: verified.report).deletingLastPathComponent()
      .appending(path: ReportFormat.html.fileName).path
  }

  /// Writes the plan in its three forms: all of them, or none.
  ///
  /// - Parameter folder: where to; nil for the folder of the project file.
  func write(to folder: String?) throws -> [String] {
    let folder = folder ?? directory
    let link = RelativeWay(from: folder, to: page).text
    let texts = [
      (Self.pageName, try PlanReport(plan, report: link).text()),
      ("production-plan.md", PlanMarkdown(plan, report: link).text()),
      (ProductionPlan.fileName, plan.text),
    ]
    let paths = texts.map { folder.isEmpty ? $0.0 : "\(folder)/\($0.0)" }
    try ReportWriter().place(paths) { partial in
      for (path, text) in zip(partial, texts.map(\.1)) {
        try Data(text.utf8).write(to: URL(filePath: path))
      }
    }
    try linkBack(to: paths[0])
    return paths
  }

  /// The plan's page.
  static let pageName = "production-plan.html"

  /// Lets the assessment's page lead to the plan, where it is there and has a place for it.
  private func linkBack(to plan: String) throws {
    guard PlainFile.problem(page) == nil else { return }
    let text = String(decoding: try Data(contentsOf: URL(filePath: page)), as: UTF8.self)
    let folder = URL(filePath: page).deletingLastPathComponent().path
    guard let linked = PlanLink.page(text, way: RelativeWay(from: folder, to: plan).text),
      linked != text
    else { return }
    try ReportWriter().write(linked, to: page)
  }

  private static func refusePart(_ record: AssessmentRecord, _ report: String) throws {
    let assessed = Set(record.aspects.map(\.id))
    let lacking = AspectID.allCases.filter { !assessed.contains($0.rawValue) }
    guard !lacking.isEmpty else { return }
    throw UsageError(
      """
      \(report.shownOnOneLine) covers only \(record.aspects.map(\.id).joined(separator: ", ")), and a \
      plan rests on all aspects; run `assay assess` without --only.
      """)
  }

  /// Refuses an assessment whose checks were made from something else than what is there today.
  private static func refuseStale(_ verified: FinishedVerification) throws {
    let checks = Set(verified.record.aspects.flatMap(\.checks).map(\.id))
    let stale = verified.verification.items.filter {
      $0.state == .stale && checks.contains($0.id)
    }
    guard let first = stale.first else { return }
    let more = stale.count > 1 ? " and \(stale.count - 1) more" : ""
    throw UsageError(
      """
      the assessment \(verified.report.shownOnOneLine) no longer stands: \(first.id) \
      (\(first.reasons.joined(separator: "; ").visible))\(more); run `assay assess` again.
      """)
  }
}
