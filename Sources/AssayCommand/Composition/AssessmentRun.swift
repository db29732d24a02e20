internal import Checklist
internal import Checks
internal import Engines
internal import Foundation
internal import Learners
internal import Measurements
internal import Reports

/// An assessment with what its command needs to know.
struct FinishedAssessment {
  let assessment: Assessment
  let warnings: [WarningDocument]
  /// Where assay.yaml wants the report, as seen from the working directory.
  let reportDirectory: String
}

/// One run of the assessment: the project file, one scan of each data set, the checks, the verdict.
struct AssessmentRun {
  private let file: String
  private let only: AspectID?
  private let opened: OpenProject
  private let log: DecisionLog
  private let now: Date

  private var project: Project { opened.project }

  /// Reads the project file and the decisions beside it.
  ///
  /// - Parameter only: the one aspect to assess; nil for all.
  init(project file: String, only: AspectID?, now: Date = Date()) throws {
    self.file = file
    self.only = only
    self.now = now
    opened = try OpenProject(file)
    log = try DecisionFile(besideProject: file).log()
  }

  /// Measures, judges and sums up.
  func finished() throws -> FinishedAssessment {
    let aspects: Set<AspectID> = only.map { [$0] } ?? Set(AspectID.allCases)
    let progress = Progress()
    defer { progress.finish() }
    let needs = CheckRegistry.needs(project, aspects: aspects)
    let facts = try ProjectScan(
      project, directory: opened.directory, engine: OpenData.standardEngine(), needs: needs,
      contract: opened.contract(now: now.formatted(.iso8601)),
      stageContracts: opened.stageContracts(now: now.formatted(.iso8601))
    ).facts(
      trees: Self.trees(), model: needs.model.isEmpty ? nil : opened.model(),
      fallback: needs.model.contains(.fallback) ? opened.fallback() : nil
    ) {
      progress.rows($1, of: $0.rawValue)
    }
    let evidence = Assessor.evidence(facts, aspects: aspects) { progress.step("checking \($0.id)") }
    let results = Checklist.results(
      evidence: evidence, answers: project.answers,
      decisions: project.decisions + log.decisions, today: CalendarDate.on(now)
    ).filter { aspects.contains($0.aspect.id) }
    let warnings = facts.sets.flatMap { set in
      set.description.warnings.map(WarningDocument.init)
        + set.metricWarnings.map { warning in
          var document = WarningDocument(warning)
          document.file = set.source
          return document
        }
    }
    let hashes = AssessmentDocument.evidenceHashes(results)
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
      } + needs.files.compactMap { opened.summary(of: $0) },
      warnings: warnings.map(\.ofAssessment)
        + results.flatMap(\.notes).map { Assessment.Warning(code: "decision", message: $0) },
      command: commandLine, assayVersion: Version.current,
      time: now.formatted(.iso8601),
      binding: EvidenceBinding(
        dependencies: CheckRegistry.dependencies(project), settings: opened.settingHashes,
        evidence: hashes, decisionCount: log.entries.count, decisionHead: log.head),
      signatures: log.signatures.map { entry in
        Signature(
          item: entry.item, by: entry.by, reason: entry.reason, time: entry.time,
          isCurrent: hashes[entry.item] == entry.evidence)
      })
    return FinishedAssessment(
      assessment: assessment, warnings: warnings,
      reportDirectory: opened.path(of: project.reportDirectory))
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
    if file != "assay.yaml" { words += ["--project", file] }
    if let only { words += ["--only", only.rawValue] }
    return words.joined(separator: " ")
  }
}
