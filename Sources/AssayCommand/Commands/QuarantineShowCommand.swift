internal import ArgumentParser
internal import Quarantine
internal import Reports

/// `assay quarantine show`: the rows of a batch, on the terminal or as a file to edit.
struct QuarantineShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows held rows with their reasons, or writes them to a file to edit.",
    discussion: """
      Values of personal columns are hidden on the terminal and in the JSON document; the
      file holds them.

      Example:
        assay quarantine show held/ --rule fare.range
        assay quarantine show held/ --batch 3 --key 4711 --json
        assay quarantine show held/ --out edit.csv
      """)

  @OptionGroup var store: StoreArguments
  @OptionGroup var rows: RowArguments

  @Flag(help: "Show the rows that were discarded instead.")
  var discarded = false

  @Option(help: ArgumentHelp("Most rows to show.", valueName: "rows"))
  var limit = 20

  @Option(
    help: ArgumentHelp(
      "Where all rows that fit are written, for correct --from: .csv or .parquet.",
      valueName: "file"))
  var out: OutputFile?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...10_000).contains(limit) else {
      throw ValidationError("--limit \(limit) is out of range: expected 0 to 10000")
    }
  }

  func run() throws {
    let found = try QuarantineShowing(self)
    Console.standard.warn(found.warnings)
    if output.json {
      try Console.standard.print(json: found)
    } else {
      Console.standard.print(
        HeldRowsTable(found.rows, count: found.count, out: found.out).text(
          Console.standard.style))
    }
  }
}
