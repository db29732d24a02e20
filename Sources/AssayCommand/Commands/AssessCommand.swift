internal import ArgumentParser
internal import Checklist
internal import Checks
internal import Engines
internal import Foundation
internal import Learners
internal import Monitoring
internal import Reports

/// `assay assess`: the whole checklist, a verdict and a report.
struct AssessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Goes through the checklist: verdict, findings and a report.",
    usage: "assay assess [<options>]",
    discussion: """
      Reads assay.yaml, measures each data set once, runs the checks and writes
      assay-report/index.html and report.json, which `assay verify` reads. Exits with 0 for GO and GO WITH CONDITIONS, with 1
      for NO-GO.

      Example:
        assay assess
        assay assess --only benchmark --json
        assay assess --require go --format html,md,junit --out ci-report
        assay assess --against last-month/report.json
      """)

  @Option(help: ArgumentHelp("The project file.", valueName: "file"))
  var project = "assay.yaml"

  @Option(help: ArgumentHelp("Only this aspect.", valueName: "aspect"))
  var only: AspectID?

  @Option(help: ArgumentHelp("Where the report goes.", valueName: "dir"))
  var out: String?

  @Option(help: ArgumentHelp("html, md, json, junit; several with commas.", valueName: "list"))
  var format: FormatList = FormatList(formats: [.html, .json])

  @Option(
    help: ArgumentHelp(
      "An earlier report.json: says what has changed since.", valueName: "file"))
  var against: String?

  @Option(
    help: ArgumentHelp(
      "go: conditions count as no; decided: exit 4 when undecided.", valueName: "answer"))
  var require: Requirement?

  @OptionGroup var counting: CountingOptions
  @OptionGroup var lineage: LineageOptions
  @OptionGroup var output: OutputOptions

  enum Requirement: String, ExpressibleByArgument, CaseIterable { case go, decided }

  func run() async throws {
    let earlier = try against.map(AssessmentRecords.read)
    let run = try AssessmentRun(project: project, only: only, count: counting.count)
    let assessment = try await CommandLineage(lineage, job: run.job, folder: run.folder).run(
      run.inputs
    ) {
      let finished = try run.finished()
      let written = try tell(finished, against: earlier)
      return (
        finished.assessment, finished.inputs, written.map { CommandTelling.Dataset(file: $0) }
      )
    }
    if let code = exitCode(assessment) { throw code }
  }

  /// Writes and prints.
  ///
  /// - Returns: the files that were written.
  private func tell(
    _ finished: FinishedAssessment, against earlier: AssessmentRecord?
  ) throws -> [String] {
    let assessment = finished.assessment
    let difference = try earlier.map {
      AssessmentDifference(from: $0, to: try assessment.record("the new assessment"))
    }
    Console.standard.warn(finished.warnings)
    var written: [String] = []
    if !output.json || out != nil {
      for (path, text) in try rendered(
        assessment, in: out ?? finished.reportDirectory, planFolder: finished.folder)
      {
        try ReportWriter().write(text, to: path)
        written.append(path)
      }
    }
    if output.json {
      let document = AssessmentDocument(assessment).json.appending(
        difference.map { [("against", AssessmentDifferenceDocument($0).json)] } ?? [])
      Console.standard.print(document.text(.pretty))
    } else {
      let style = Console.standard.style
      Console.standard.print(
        TerminalSummary(assessment, reportPath: written.first).text(style)
          + (difference.map { "\n" + DifferenceTable($0).text(style) } ?? ""))
    }
    Console.standard.summarise(StepSummary(assessment, reports: written))
    return written
  }

  /// All forms, made before any is written: a failure leaves nothing half.
  private func rendered(
    _ assessment: Assessment, in folder: String, planFolder: String
  ) throws -> [(path: String, text: String)] {
    let plan = planFolder.isEmpty ? PlanRun.pageName : "\(planFolder)/\(PlanRun.pageName)"
    return try format.formats.map { format in
      var text = try format.render(assessment)
      if format == .html, PlainFile.problem(plan) == nil {
        text = PlanLink.page(text, way: RelativeWay(from: folder, to: plan).text) ?? text
      }
      return ("\(folder)/\(format.fileName)", text)
    }
  }

  private func exitCode(_ assessment: Assessment) -> ExitCode? {
    switch assessment.verdict {
    case .noGo: return Outcome.no
    case .goWithConditions where require == .go: return Outcome.no
    case .goWithConditions where require == .decided:
      let isOpen = assessment.aspects.contains { result in
        result.checks.contains { $0.status == .undecided || $0.isBroken }
      }
      return isOpen ? Outcome.undecided : nil
    default: return nil
    }
  }
}

/// Forms of a report separated by commas.
struct FormatList: ExpressibleByArgument, Sendable {
  let formats: [ReportFormat]

  init(formats: [ReportFormat]) {
    self.formats = formats
  }

  init?(argument: String) {
    let formats = argument.split(separator: ",").map { ReportFormat(rawValue: String($0)) }
    guard !formats.isEmpty, !formats.contains(nil) else { return nil }
    self.formats = formats.compactMap(\.self)
  }

  var defaultValueDescription: String { formats.map(\.rawValue).joined(separator: ",") }
}
