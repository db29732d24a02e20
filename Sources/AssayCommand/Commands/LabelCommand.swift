internal import ArgumentParser
internal import Measurements
internal import Reports
internal import Statistics

/// `assay label`: everything about labels that people give.
struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Chooses rows to label, joins labels, measures how far annotators agree.",
    subcommands: [
      LabelSampleCommand.self, LabelImportCommand.self, LabelAgreementCommand.self,
      LabelErrorsCommand.self,
    ])
}

/// `assay label agreement`: how far annotators agree with each other and with adjudicated labels.
struct LabelAgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "Measures agreement of annotators beyond chance, with intervals.",
    discussion: """
      One row is one judgement. Rows without a label are left out and counted.

      Example:
        assay label agreement labels.csv --item item --annotator who --label label
        assay label agreement grades.csv --item essay --annotator reader \\
          --label grade --order poor,fair,good --truth final --json
      """)

  @Argument(help: "A file, pattern, directory or duckdb:SQL.")
  var data: String

  @Option(help: ArgumentHelp("The column that names the item.", valueName: "col"))
  var item: String

  @Option(help: ArgumentHelp("The column that names who judged.", valueName: "col"))
  var annotator: String

  @Option(help: ArgumentHelp("The column of the label given.", valueName: "col"))
  var label: String

  @Option(help: ArgumentHelp("The column of the adjudicated label.", valueName: "col"))
  var truth: String?

  @Option(
    help: ArgumentHelp(
      "What the labels are: nominal, ordinal, interval or ratio; without it, what they allow.",
      valueName: "scale"))
  var scale: LabelScale?

  @Option(help: ArgumentHelp("The labels in ascending order.", valueName: "a,b,…"))
  var order: ColumnList?

  @Option(help: ArgumentHelp("Coverage of the intervals.", valueName: "share"))
  var level = 0.95

  @Option(help: ArgumentHelp("Seed of the bootstraps.", valueName: "n"))
  var seed: UInt64 = 1

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level) is out of range: expected a share such as 0.95")
    }
  }

  func run() throws {
    let open = try OpenData(data, engine: OpenData.standardEngine())
    try open.require([item, annotator, label, truth].compactMap(\.self))
    var plan = ScanPlan()
    let ticket = plan.add(
      AgreementFold(
        AgreementOptions(
          item: item, annotator: annotator, label: label, truth: truth, scale: scale,
          order: order?.names ?? [], level: level, seed: seed)))
    let report = try open.run(plan)[ticket].mapError { UsageError($0.message + ".") }.get()
    let warnings = open.warnings + report.warnings.map(WarningDocument.init)
    Console.standard.warn(warnings)
    if output.json {
      try Console.standard.print(json: DocumentWithWarnings(body: report, warnings: warnings))
    } else {
      Console.standard.print(AgreementTable(report).text(Console.standard.style))
    }
  }
}

extension LabelScale: ExpressibleByArgument {}

extension WarningDocument {
  fileprivate init(_ warning: AgreementReport.Warning) {
    code = warning.code
    message = warning.message
    column = warning.column
  }
}
