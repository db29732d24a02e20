internal import ArgumentParser
internal import Quarantine
internal import Reports

/// `assay quarantine release`: judges held rows again and hands on those that hold now.
struct QuarantineReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Validates held rows again and hands on, once, those that hold now.",
    discussion: """
      Rows that still break a rule stay held, with the reasons of today; then the exit
      code is 1.

      Example:
        assay quarantine release held/ --out released.parquet
        assay quarantine release held/ --batch 3 --out released/ \\
          --contract newer.yaml
      """)

  @OptionGroup var store: StoreArguments

  @Option(
    help: ArgumentHelp(
      "Where released rows are written: a new .csv or .parquet file, or a folder.",
      valueName: "path"))
  var out: OutputPlace

  @Option(
    help: ArgumentHelp(
      "Another contract than the one that held the rows.", valueName: "file"))
  var contract: String?

  @OptionGroup var rows: RowArguments

  @Option(help: ArgumentHelp("Who releases.", valueName: "name"))
  var by: String?

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let found = try QuarantineRelease(self)
    Console.standard.warn(found.warnings)
    if output.json {
      try Console.standard.print(json: found)
    } else {
      Console.standard.print(
        ReleaseTable(found.release, found.constraints).text(Console.standard.style))
    }
    if found.release.released < found.release.judged { throw Outcome.no }
  }
}
