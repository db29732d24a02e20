internal import ArgumentParser
internal import Quarantine
internal import Reports

/// `assay quarantine correct`: gives held rows new values.
struct QuarantineCorrectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Corrects held rows by expressions or by an edited file; lists what changed.",
    discussion: """
      Corrected rows stay held until they are released.

      Example:
        assay quarantine correct held/ --set "fare = fare / 100" \\
          --where "fare > 1000"
        assay quarantine correct held/ --set "email = lower(trim(email))" \\
          --rule email.format --by Ada --reason "typed by hand"
        assay quarantine correct held/ --from edit.csv
      """)

  @OptionGroup var store: StoreArguments

  @Option(
    help: ArgumentHelp(
      "A new value: column = SQL expression over the row's columns; may be repeated.",
      valueName: "col = sql"))
  var set: [String] = []

  @Option(
    help: ArgumentHelp(
      "An edited file that show --out wrote: .csv or .parquet.", valueName: "file"))
  var from: OutputFile?

  @OptionGroup var rows: RowArguments

  @Option(help: ArgumentHelp("Who corrects.", valueName: "name"))
  var by: String?

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard set.isEmpty != (from == nil) else {
      throw ValidationError("give either --set \"column = expression\" or --from FILE")
    }
    if from != nil, !rows.selection.isEverything {
      throw ValidationError("--from finds rows by their ids: leave the other choices of rows out")
    }
  }

  func run() throws {
    let found = try QuarantineCorrection(self)
    Console.standard.warn(found.warnings)
    if output.json {
      try Console.standard.print(json: found)
    } else {
      Console.standard.print(
        CorrectionTable(found.correction).text(Console.standard.style))
    }
  }
}
