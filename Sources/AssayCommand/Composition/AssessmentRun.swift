internal import Checklist
internal import Checks
internal import Engines
internal import Foundation
internal import Learners
internal import Measurements
internal import Monitoring
internal import Reports

/// An assessment with what its command needs to know.
struct FinishedAssessment {
  let assessment: Assessment
  let warnings: [WarningDocument]
  /// Where assay.yaml wants the report, as seen from the working directory.
  let reportDirectory: String
  /// The folder of assay.yaml, where the plan is; empty for the working directory.
  let folder: String
  /// The sets that were read.
  let inputs: [CommandTelling.Dataset]
}

/// One run of the assessment: the project file, one scan of each data set, the checks, the verdict.
struct AssessmentRun {
  private let file: String
  private let only: AspectID?
  private let count: CountingPlace?
  private let opened: OpenProject
  private let log: DecisionLog
  private let now: Date
  private let known: [Evidence]

  private var project: Project { opened.project }

  /// Reads the project file and the decisions beside it.
  ///
  /// - Parameters:
  ///   - only: the one aspect to assess; nil for all.
  ///   - count: where rows of databases are counted; nil: there, as far as they can be.
  ///   - known: evidence that stands as it is, in place of a check's own.
  init(
    project file: String, only: AspectID?, count: CountingPlace? = nil, now: Date = Date(),
    known: [Evidence] = []
  ) throws {
    self.known = known
    self.file = file
    self.count = count
    self.only = only
    self.now = now
    opened = try OpenProject(file)
    log = try DecisionFile(besideProject: file).log()
  }

  /// The sets that it will read.
  var inputs: [CommandTelling.Dataset] {
    project.data.sets.sorted { $0.key < $1.key }.map {
      CommandTelling.Dataset(data: $0.value.source(from: opened.directory))
    }
  }

  /// What its runs are called where events tell of them: `flights.assess`.
  var job: String { "\(project.model.name).assess" }

  /// Where its files are.
  var folder: String { opened.directory }

  /// That the decision log lacks what the assessment in the report's folder knew of it.
  private var lostDecisions: [Assessment.Warning] {
    let path = opened.path(of: project.reportDirectory) + "/" + AssessmentRecords.fileName
    guard let earlier = try? AssessmentRecords.read(path),
      let loss = earlier.decisionLog.flatMap(log.loss)
    else { return [] }
    return [Assessment.Warning(code: "decision", message: "\(DecisionLog.fileName): \(loss).")]
  }

  /// Measures, judges and sums up.
  func finished() throws -> FinishedAssessment {
    let aspects: Set<AspectID> = only.map { [$0] } ?? Set(AspectID.allCases)
    let progress = Progress()
    defer { progress.finish() }
    let needs = CheckRegistry.needs(
      project, aspects: aspects, except: Set(known.map(\.check.id)))
    // What is named and not there is a slip, whether a check would have asked for it or not.
    let bound =
      only == nil ? BoundFile.allCases : needs.files.compactMap(BoundFile.init(rawValue:))
    let unusable = bound.flatMap { bound in
      bound.unusableFiles(project) { opened.path(of: $0) }
    }
    guard unusable.isEmpty else { throw ProjectErrors(unusable) }
    let facts = try ProjectScan(
      project, directory: opened.directory, engine: OpenData.standardEngine(opened), needs: needs,
      contract: try opened.contract(now: now.formatted(.iso8601)),
      stageContracts: opened.stageContracts(now: now.formatted(.iso8601)),
      observations: needs.readsObservations ? opened.observations(at: now) : nil,
      isCountedThere: count != .here, now: Int64(now.timeIntervalSince1970 * 1_000_000),
      drills: .real()
    ).facts(
      trees: Self.trees(), model: needs.model.isEmpty ? nil : opened.model(),
      fallback: needs.model.contains(.fallback) ? opened.fallback() : nil,
      progress: { progress.rows($1, of: $0.rawValue) }, step: { progress.step($0) })
    try refuseAbsentPositive(facts)
    let evidence = Assessor.evidence(facts, aspects: aspects, known: known) {
      progress.step("checking \($0.id)")
    }
    let results = Checklist.results(
      evidence: evidence, answers: project.answers,
      decisions: project.decisions + log.decisions, today: CalendarDate.on(now)
    ).filter { aspects.contains($0.aspect.id) }
    let personal = Set(facts.project.columns.personal)
    let warnings = facts.sets.flatMap { set in
      set.description.warnings.map(WarningDocument.init)
        + set.metricWarnings.map { warning in
          var document = WarningDocument(warning)
          document.file = set.source
          return document
        }
    }.map { $0.withoutValues(of: personal) }
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
      warnings: warnings.map(\.ofAssessment) + lostDecisions
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
      reportDirectory: opened.path(of: project.reportDirectory), folder: opened.directory,
      inputs: facts.sets.map { set in
        CommandTelling.Dataset(
          data: project.data[set.role]?.source(from: opened.directory) ?? set.source,
          columns: set.profile.told)
      })
  }

  /// Refuses a positive class that the target does not have: every figure would be of nothing.
  private func refuseAbsentPositive(_ facts: Facts) throws {
    for set in facts.sets {
      guard case .failure(.positiveNotFound(let column, let positive, let values))? = set.metrics
      else { continue }
      throw project.refusal(
        of: "columns.positive",
        """
        the positive value “\(positive.visible)” does not occur in column “\(column.visible)” of the \
        \(set.role.rawValue) data
        """, remedy: "it holds \(values.map(\.visible).joined(separator: ", "))")
    }
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
    if let count { words += ["--count", count.rawValue] }
    return words.joined(separator: " ")
  }
}
