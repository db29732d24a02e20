internal import ArgumentParser
internal import Contracts
internal import Reports

/// `assay validate`: holds data against a contract and puts the rows that fail aside.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Holds data against a contract; rows that fail go to a file of their own.",
    discussion: """
      Example:
        assay validate new.csv --contract contract.yaml
        assay validate new.csv --contract contract.yaml --passed ok.parquet \\
          --quarantine held.parquet --json
        assay validate day.parquet --contract contract.yaml --environment scoring

      Every row is in one of the two files: in = passed + quarantined. When a constraint of
      severity block is broken, nothing is passed on. A folder takes the held rows of many
      runs, for `assay quarantine` to correct, release or discard.
      """)

  @Argument(help: "A file, pattern, directory or duckdb:SQL.")
  var data: String

  @Option(help: ArgumentHelp("The contract.", valueName: "file"))
  var contract: String

  @Option(
    help: ArgumentHelp(
      "Where rows that may go on are written: .csv or .parquet.", valueName: "file"))
  var passed: OutputFile?

  @Option(
    help: ArgumentHelp(
      "Where rows that are held are written, with the reasons: .csv, .parquet or a store/.",
      valueName: "path"))
  var quarantine: OutputPlace?

  @Option(help: ArgumentHelp("Only the rules of this environment.", valueName: "name"))
  var environment: String?

  @Option(help: ArgumentHelp("Only the rules of this stage of the pipeline.", valueName: "name"))
  var stage: String?

  @Option(
    help: ArgumentHelp(
      "The moment at which freshness is taken, such as 2026-03-31T12:00:00; else now.",
      valueName: "time"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "The mildest severity whose breach ends with exit code 1: warn, quarantine or block.",
      valueName: "severity"))
  var failOn = Severity.quarantine

  @Flag(help: "Hold the same data a second time in the store.")
  var again = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let passed, let quarantine, passed.path == quarantine.path {
      throw ValidationError("--passed and --quarantine name one file: give two")
    }
    if again, quarantine?.folder == nil {
      throw ValidationError("--again is about a store: name one with --quarantine STORE/")
    }
  }

  func run() throws {
    let found = try DataValidation(self)
    Console.standard.warn(found.warnings)
    if output.json {
      try Console.standard.print(
        json: DocumentWithWarnings(body: found, warnings: found.warnings))
    } else {
      Console.standard.print(
        ValidationTable(
          found.report, data: data, passed: found.outputs.passed,
          quarantine: found.outputs.quarantine, batch: found.outputs.batch
        ).text(Console.standard.style))
    }
    Console.standard.summarise(
      StepSummary(found.report, data: data, quarantine: found.outputs.quarantine))
    if let gravest = found.report.gravest, gravest >= failOn { throw Outcome.no }
  }
}

extension Severity: ExpressibleByArgument {}
