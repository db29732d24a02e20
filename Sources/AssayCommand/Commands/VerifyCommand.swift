internal import ArgumentParser
internal import Checklist
internal import Reports

/// `assay verify`: whether the evidence of an assessment still stands on what it was made from.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Says which items of an assessment a change has made stale.",
    usage: "assay verify [<options>]",
    discussion: """
      Compares the hashes in the report's report.json with the data, assay.yaml, the
      decision log and the program of today. With --recompute everything is measured
      again and must come out the same, number by number; what was decided since is
      listed and speaks against nothing. Exits with 1 when an item
      is stale, came out otherwise, or the decision log is broken; with 4 when an item
      rests on a query that only --recompute can compare.

      Example:
        assay verify
        assay verify --recompute --json
        assay verify --report archive/2026-11/report.json
      """)

  @Option(help: ArgumentHelp("The project file.", valueName: "file"))
  var project = "assay.yaml"

  @Option(
    help: ArgumentHelp(
      "The assessment; else report.json in the report's folder.", valueName: "file"))
  var report: String?

  @Flag(help: "Measure everything again and compare.")
  var recompute = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let finished = try VerificationRun(project: project, report: report).finished(
      recompute: recompute)
    if output.json {
      Console.standard.print(VerificationDocument(finished).json.text(.pretty))
    } else {
      Console.standard.print(VerificationTable(finished).text(Console.standard.style))
    }
    Console.standard.summarise(StepSummary(finished))
    if !finished.isGood { throw Outcome.no }
    if finished.isOpen { throw Outcome.undecided }
  }
}
