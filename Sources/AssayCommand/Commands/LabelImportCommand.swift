internal import ArgumentParser
internal import Measurements
internal import Reports

/// `assay label import`: joins labels, however late and often they come, to predictions.
struct LabelImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Joins labels to predictions; says how many, how late, and which fit nowhere.",
    discussion: """
      Example:
        assay label import labels.csv --predictions scored.parquet --id request \\
          --label outcome --labelled-at decided --predicted-at at --out joined.parquet

      Of several labels of one id the latest counts; labels that contradict each other at
      the same time count as none. The order of the labels changes nothing.
      """)

  @Argument(help: "The labels: a file, pattern, directory or duckdb:SQL.")
  var labels: String

  @Option(
    help: ArgumentHelp(
      "The predictions: a file, pattern, directory or duckdb:SQL.", valueName: "data"))
  var predictions: String

  @Option(help: ArgumentHelp("The column of the id in both.", valueName: "col"))
  var id: String

  @Option(
    name: .customLong("label-id"),
    help: ArgumentHelp("The column of the id among the labels, if another.", valueName: "col"))
  var labelID: String?

  @Option(help: ArgumentHelp("The column of the label.", valueName: "col"))
  var label: String

  @Option(help: ArgumentHelp("The column of when a label was given.", valueName: "col"))
  var labelledAt: String?

  @Option(help: ArgumentHelp("The column of when a prediction was made.", valueName: "col"))
  var predictedAt: String?

  @Option(
    help: ArgumentHelp(
      "The moment at which ages are taken; else the latest time in the data.",
      valueName: "time"))
  var asOf: String?

  @Option(help: ArgumentHelp("Coverage of the intervals.", valueName: "share"))
  var level = 0.95

  @Option(help: ArgumentHelp("The joined file: .csv or .parquet.", valueName: "file"))
  var out: OutputFile?

  @OptionGroup var counting: CountingOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level) is out of range: expected a share such as 0.95")
    }
    if asOf != nil, labelledAt == nil || predictedAt == nil {
      throw ValidationError("--as-of needs --labelled-at and --predicted-at: ages are between them")
    }
  }

  func run() throws {
    let found = try LabelImport(self)
    Console.standard.warn(found.warnings)
    if output.json {
      try Console.standard.print(
        json: DocumentWithWarnings(body: found, warnings: found.warnings))
    } else {
      Console.standard.print(
        LabelImportTable(found.report, selection: found.selection, path: found.out)
          .text(Console.standard.style))
    }
  }
}
