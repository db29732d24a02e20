internal import Checklist
internal import Checks
internal import Engines
internal import Foundation
internal import Learners
internal import Measurements

/// An assessment with what its command needs to know.
struct FinishedAssessment {
  let assessment: Assessment
  let warnings: [WarningDocument]
  /// Where assay.yaml wants the report, as seen from the working directory.
  let reportDirectory: String
}

/// One run of the assessment: the project file, one scan of each data set, the checks, the verdict.
struct AssessmentRun {
  private let command: AssessCommand
  private let project: Project
  private let directory: String
  private let now: Date

  init(_ command: AssessCommand, now: Date = Date()) throws {
    self.command = command
    self.now = now
    guard let data = FileManager.default.contents(atPath: command.project) else {
      throw UsageError(
        """
        there is no \(command.project) here; write one with \
        `assay init --train FILE --test FILE`, or name it with --project FILE
        """)
    }
    project = try Project.load(
      bytes: data, file: command.project, vocabulary: Registries.vocabulary)
    let folder = URL(filePath: command.project).deletingLastPathComponent().relativePath
    directory = folder == "." || folder == "./" ? "" : folder
  }

  /// Measures, judges and sums up.
  func finished() throws -> FinishedAssessment {
    let aspects: Set<AspectID> = command.only.map { [$0] } ?? Set(AspectID.allCases)
    let progress = Progress()
    defer { progress.finish() }
    let facts = try ProjectScan(
      project, directory: directory, engine: OpenData.standardEngine(),
      needs: CheckRegistry.needs(project, aspects: aspects)
    ).facts(trees: Self.trees()) { progress.rows($1, of: $0.rawValue) }
    let evidence = Assessor.evidence(facts, aspects: aspects) { progress.step("checking \($0.id)") }
    let results = Checklist.results(
      evidence: evidence, answers: project.answers, decisions: project.decisions, today: today
    ).filter { aspects.contains($0.aspect.id) }
    let warnings = facts.sets.flatMap { $0.description.warnings.map(WarningDocument.init) }
    let assessment = Assessment(
      verdict: Verdict(results.map(\.status)),
      model: Assessment.ModelSummary(
        name: project.model.name, version: project.model.version ?? "",
        task: project.model.task.rawValue, target: project.columns.target,
        description: project.model.description ?? ""),
      aspects: results,
      testScore: TestScore(
        registry: CheckRegistry.cards, evidence: evidence, answers: project.answers),
      inputs: facts.sets.map { set in
        Assessment.InputSummary(
          role: set.role.rawValue, source: set.source, rows: set.profile.rows,
          columns: set.profile.columns.count, contentHash: set.contentHash,
          schemaHash: set.schemaHash)
      },
      warnings: warnings.map(\.ofAssessment)
        + results.flatMap(\.notes).map { Assessment.Warning(code: "decision", message: $0) },
      command: commandLine, assayVersion: Version.current,
      time: now.formatted(.iso8601))
    return FinishedAssessment(
      assessment: assessment, warnings: warnings, reportDirectory: reportDirectory)
  }

  private static func trees() -> Result<LightGBMLibrary, LearnersError> {
    do throws(LearnersError) {
      return .success(try LightGBMLibrary(directories: DriverLocation.standard().directories))
    } catch {
      return .failure(error)
    }
  }

  /// The command that makes the evidence again.
  private var commandLine: String {
    var words = ["assay", "assess"]
    if command.project != "assay.yaml" { words += ["--project", command.project] }
    if let only = command.only { words += ["--only", only.rawValue] }
    return words.joined(separator: " ")
  }

  /// The declared folder as seen from the working directory.
  private var reportDirectory: String {
    let declared = project.reportDirectory
    return directory.isEmpty || declared.hasPrefix("/") ? declared : "\(directory)/\(declared)"
  }

  private var today: CalendarDate {
    let text = now.formatted(.iso8601.year().month().day())
    guard let date = CalendarDate(text) else {
      preconditionFailure("the clock gives \(text), which is no date")
    }
    return date
  }
}
