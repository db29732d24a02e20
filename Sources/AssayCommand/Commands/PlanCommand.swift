internal import ArgumentParser
internal import Checklist
internal import Reports

/// `assay plan`: the production plan, compiled from the assessment and assay.yaml.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract:
      "Writes the production plan: monitors, owners, policies, risks; checks that none lacks.",
    usage: "assay plan [<options>]",
    discussion: """
      Compiles what the team does once the model is live from the last assessment,
      the decisions and assay.yaml: production-plan.html and .md for people, and
      production-plan.yaml with the same content as configuration. Refuses when
      there is no whole assessment or the data, settings or program behind it have
      changed. With --check exits with 1 when a question or item is left without
      cover; a waiver covers.

      Example:
        assay plan
        assay plan --check
        assay plan --out release --card release/README.md
      """)

  @Option(help: ArgumentHelp("The project file.", valueName: "file"))
  var project = "assay.yaml"

  @Option(
    help: ArgumentHelp(
      "The assessment; else report.json in the report's folder.", valueName: "file"))
  var report: String?

  @Option(
    help: ArgumentHelp("Where the plan goes; else beside the project file.", valueName: "dir"))
  var out: String?

  @Flag(help: "Exit with 1 when the plan leaves something without cover.")
  var check = false

  @Option(
    help: ArgumentHelp(
      "Also write a model card in the Hugging Face format.", valueName: "file"))
  var card: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let run = try PlanRun(project: project, report: report)
    let plan = run.plan
    var written: [String] = []
    if !output.json || out != nil { written += try run.write(to: out) }
    if let card {
      try ReportWriter().write(run.card.text(), to: card)
      written.append(card)
    }
    Console.standard.print(
      output.json
        ? JSONValue(plan.content).text(.pretty)
        : PlanTable(plan, paths: written).text(Console.standard.style))
    Console.standard.summarise(StepSummary(plan, written: written))
    if check, !plan.gaps.isEmpty { throw Outcome.no }
  }
}
